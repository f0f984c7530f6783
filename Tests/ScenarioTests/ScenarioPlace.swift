/// A line of a scenario file.
struct ScenarioPlace {
    let path: String
    let line: Int

    func error(_ found: String, _ expected: String) -> ScenarioError {
        ScenarioError(path: path, line: line, found: found, expected: expected)
    }

    /// A decimal number, or a hexadecimal one with `0x` in front.
    func number<Number: FixedWidthInteger>(_ text: String) throws -> Number {
        let parsed =
            text.hasPrefix("0x") ? Number(text.dropFirst(2), radix: 16) : Number(text, radix: 10)
        guard let parsed else { throw error(text, "a number from 0 to \(Number.max)") }
        return parsed
    }
}
