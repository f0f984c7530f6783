/// A scenario file that cannot be read: where, what stood there, what was expected.
struct ScenarioError: Error, CustomStringConvertible {
    let path: String
    let line: Int
    let found: String
    let expected: String

    var description: String { "\(path):\(line): found '\(found)', expected \(expected)" }
}
