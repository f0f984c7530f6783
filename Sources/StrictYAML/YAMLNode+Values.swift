// What a value must be, asked of it in one word. Each refuses everything else.

extension YAMLNode {
    /// The scalar's text as it was written.
    package func text(_ expected: String = "a text") throws(YAMLError) -> String {
        guard case .scalar(let scalar) = content, !isNull else { throw error(expected: expected) }
        return scalar.text
    }

    /// A whole number in decimal digits, within `range`.
    package func integer(in range: ClosedRange<Int>) throws(YAMLError) -> Int {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let digits = try text(expected)
        let isDecimal = digits.utf8.drop { $0 == UInt8(ascii: "-") }
            .allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDecimal, let number = Int(digits), range.contains(number) else {
            throw error(expected: expected)
        }
        return number
    }

    /// `on`, `true` or `yes`; `off`, `false` or `no`; in small letters.
    package func flag() throws(YAMLError) -> Bool {
        switch try text("on or off") {
        case "on", "true", "yes": return true
        case "off", "false", "no": return false
        default: throw error(expected: "on or off")
        }
    }

    /// The values of a list; a key without a value is an empty one.
    package func items(_ expected: String = "a list") throws(YAMLError) -> [YAMLNode] {
        if isNull { return [] }
        guard case .sequence(let items) = content else { throw error(expected: expected) }
        return items
    }

    /// The entries of a mapping in their order; a key without a value is an empty one.
    package func entries(_ expected: String = "a mapping") throws(YAMLError) -> [Entry] {
        if isNull { return [] }
        guard case .mapping(let entries) = content else { throw error(expected: expected) }
        return entries
    }

    /// The entries of a mapping whose keys are known beforehand.
    package func fields(_ expected: String = "a mapping") throws(YAMLError) -> YAMLFields {
        YAMLFields(of: self, entries: try entries(expected))
    }
}
