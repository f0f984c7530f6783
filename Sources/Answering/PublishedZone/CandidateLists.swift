/// The candidate lists that clients are led to under one set of rules, each once.
struct CandidateLists {
    /// Stands for the parts of IPv6 that are never looked up as IPv6: the largest number that leaves
    /// `IPv6RangeIndex` a bit of its own.
    static let elsewhere: UInt32 = 1 << 31 - 1

    private var numbers: [[UInt16]: UInt32] = [:]
    /// Rule numbers, list after list.
    private(set) var candidates: [UInt16] = []
    private(set) var lists: [FlatRange] = []

    /// Number of the list that holds these rules.
    mutating func number(of rules: some Sequence<Int>) -> UInt32 {
        let list = rules.map { UInt16($0) }
        if let number = numbers[list] { return number }
        let number = UInt32(lists.count)
        numbers[list] = number
        lists.append(FlatRange(start: UInt32(candidates.count), count: UInt32(list.count)))
        candidates += list
        return number
    }
}
