internal import StrictYAML

// JSON tells texts, numbers and flags apart, where YAML's reader leaves that to whoever asks.

extension YAMLNode {
    /// A string.
    func jsonText(_ expected: String = "a string") throws(YAMLError) -> String {
        guard case .scalar(let scalar) = content, scalar.style == .quoted else {
            throw error(expected: expected)
        }
        return scalar.text
    }

    func jsonNumber(in range: ClosedRange<Int>) throws(YAMLError) -> Int {
        if case .scalar(let scalar) = content, scalar.style == .quoted {
            throw error(expected: "a number without quotes")
        }
        return try integer(in: range)
    }

    /// `true` or `false`.
    func jsonFlag() throws(YAMLError) -> Bool {
        if case .scalar(let scalar) = content, scalar.style == .plain {
            if scalar.text == "true" { return true }
            if scalar.text == "false" { return false }
        }
        throw error(expected: "true or false")
    }
}
