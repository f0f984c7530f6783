/// Route 53's weighted routing: each record set is drawn with the probability of its weight over
/// the sum of the weights.
///
/// Healthy record sets with a weight above 0 take part. If there are none, the healthy ones with
/// weight 0 do, each as likely as the other; and if nothing is healthy, everything counts as healthy.
package enum WeightedDraw {
    /// Route 53 allows weights from 0 to 255.
    package static let weights: ClosedRange<Int> = 0...255

    /// Draws one.
    ///
    /// - Parameters:
    ///   - count: the record sets are 0 ..< count.
    ///   - random: decides; equal bits make equal draws.
    ///   - weight: the weight of a record set, one of `weights`.
    ///   - isHealthy: whether a record set may be used.
    /// - Returns: the record set; nil if there is none.
    package static func draw(
        from count: Int,
        random: UInt64,
        weight: (Int) -> Int,
        isHealthy: (Int) -> Bool
    ) -> Int? {
        let isAnyHealthy = (0..<count).contains { isHealthy($0) }
        func takesPart(_ candidate: Int) -> Bool { !isAnyHealthy || isHealthy(candidate) }
        func share(_ candidate: Int) -> Int { takesPart(candidate) ? weight(candidate) : 0 }
        return draw(from: count, random, share: share)
            ?? draw(from: count, random) { takesPart($0) ? 1 : 0 }
    }

    /// Draws by shares; nil if they are all 0.
    private static func draw(
        from count: Int,
        _ random: UInt64,
        share: (Int) -> Int
    ) -> Int? {
        var total = 0
        for candidate in 0..<count { total += share(candidate) }
        // The shares stand in a line; `point` is somewhere on it.
        var point = Int(random.multipliedFullWidth(by: UInt64(total)).high)
        for candidate in 0..<count {
            point -= share(candidate)
            if point < 0 { return candidate }
        }
        return nil
    }
}
