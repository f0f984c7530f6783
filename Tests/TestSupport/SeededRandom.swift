/// Random numbers that a seed reproduces (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// True in `percent` of 100 calls.
    package mutating func chance(_ percent: Int) -> Bool { number(in: 0...99) < percent }

    package mutating func number<Number: FixedWidthInteger>(in range: ClosedRange<Number>) -> Number
    {
        Number.random(in: range, using: &self)
    }

    /// One of `elements`, of which there is at least one.
    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(in: 0...(elements.count - 1))]
    }

    /// One of the weighted `choices`, of which there is at least one.
    package mutating func pick<Element>(weighted choices: KeyValuePairs<Element, Int>) -> Element {
        var rest = number(in: 0...(choices.reduce(0) { $0 + $1.value } - 1))
        for (element, weight) in choices {
            if rest < weight { return element }
            rest -= weight
        }
        preconditionFailure("the rest is less than the sum of the weights")
    }
}
