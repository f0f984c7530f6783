/// A day of the Gregorian calendar, UTC.
package struct CalendarDay: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int

    package static let secondsPerDay: UInt64 = 86_400

    /// The day of a moment in seconds since 1970-01-01 UTC.
    package init(epoch: UInt64) {
        // Years are counted from 0000-03-01, so that a leap day is the last of its year, in
        // cycles of 400 years, which all have the same number of days.
        let days = Int(epoch / Self.secondsPerDay) + Self.daysBefore1970
        let cycle = days / Self.daysPerCycle
        let dayOfCycle = days % Self.daysPerCycle
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        // March to January have 31 30 31 30 31, twice and a bit: 153 days in five months.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    }

    /// The first second of this day, since 1970-01-01 UTC; nil for a day before that.
    package var epoch: UInt64? {
        let marchYear = month <= 2 ? year - 1 : year
        let monthFromMarch = month <= 2 ? month + 9 : month - 3
        let days =
            365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400
            + (153 * monthFromMarch + 2) / 5 + day - 1 - Self.daysBefore1970
        return days < 0 ? nil : UInt64(days) * Self.secondsPerDay
    }

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days from 0000-03-01 to 1970-01-01.
    private static let daysBefore1970 = 719_468
    private static let daysPerCycle = 146_097
}

extension CalendarDay: CustomStringConvertible {
    /// `2026-06-25`
    package var description: String {
        let digits = { (number: Int, count: Int) in
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }
}
