/// The classes of the latency histogram, in nanoseconds: an answer takes less than one microsecond
/// unless the machine has other things to do.
package enum LatencyBounds {
    package static let nanoseconds: [UInt64] = [
        250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 1_000_000, 10_000_000,
    ]

    /// The class of a duration; the last one, behind all bounds, is for what takes longer.
    static func index(of duration: UInt64) -> Int {
        nanoseconds.firstIndex { duration <= $0 } ?? nanoseconds.count
    }
}
