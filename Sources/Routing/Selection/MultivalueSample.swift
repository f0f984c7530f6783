/// Route 53's multivalue answer routing: up to eight of the healthy record sets, in random order;
/// up to eight of all if none is healthy.
package struct MultivalueSample: BitwiseCopyable, Sendable {
    /// Most record sets in one answer.
    package static let maximumCount = 8
    /// Most record sets of one name and type (Route 53's quota).
    package static let maximumCandidates = 100

    package private(set) var count = 0
    private var places = InlineArray<8, UInt8>(repeating: 0)

    /// The record sets drawn are `self[0]` to `self[count - 1]`.
    package subscript(index: Int) -> Int { Int(places[index]) }

    /// Draws a sample.
    ///
    /// - Parameters:
    ///   - candidates: the record sets are 0 ..< candidates, at most `maximumCandidates`.
    ///   - random: decides; equal bits make equal samples.
    ///   - isHealthy: whether a record set may be used.
    package init(from candidates: Int, random: UInt64, isHealthy: (Int) -> Bool) {
        precondition(candidates <= Self.maximumCandidates, "too many record sets")
        var urn = InlineArray<100, UInt8>(repeating: 0)
        var left = 0
        for candidate in 0..<candidates where isHealthy(candidate) {
            urn[left] = UInt8(candidate)
            left += 1
        }
        if left == 0 {
            for candidate in 0..<candidates { urn[candidate] = UInt8(candidate) }
            left = candidates
        }
        var bits = RandomBits(random)
        while count < Self.maximumCount, left > 0 {
            let drawn = bits.number(below: left)
            places[count] = urn[drawn]
            count += 1
            left -= 1
            urn[drawn] = urn[left]
        }
    }
}
