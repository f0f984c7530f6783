/// The moment in a comment like `Generated: Thu, 25 Jun 2026 04:33:59 GMT`, with the precision of
/// a day.
struct GenerationDate {
    let epoch: UInt64

    init?(_ comment: String) {
        let words = comment.split(separator: " ")
        guard words.count >= 5, words[0] == "Generated:",
            let day = Int(words[2]), (1...31).contains(day),
            let month = Self.months.firstIndex(of: String(words[3])),
            let year = Int(words[4]),
            let epoch = CalendarDay(year: year, month: month + 1, day: day).epoch
        else { return nil }
        self.epoch = epoch
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
