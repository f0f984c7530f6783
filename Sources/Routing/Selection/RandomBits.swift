/// Numbers drawn from the random bits of one query: the same bits, the same numbers.
struct RandomBits {
    private var state: UInt64

    init(_ bits: UInt64) { state = bits }

    /// A number from 0 up to `bound`, which is above 0. The product's upper half is the number, and
    /// its lower half, mixed, decides the next one (Lemire, arXiv:1805.10941); with bounds as small
    /// as ours no number is more likely than another by more than 2⁻⁵⁶.
    mutating func number(below bound: Int) -> Int {
        let (number, rest) = state.multipliedFullWidth(by: UInt64(bound))
        let mixed = (rest ^ (rest >> 30)) &* 0xbf58_476d_1ce4_e5b9
        state = mixed ^ (mixed >> 27)
        return Int(number)
    }
}

/// Bits for one of several choices that a query makes, independent of those for the others
/// (SplitMix64: its states are so far apart, and its output is a bijection of the state).
package func randomBits(_ bits: UInt64, forChoice number: Int) -> UInt64 {
    var mixed = bits &+ UInt64(truncatingIfNeeded: number + 1) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
}
