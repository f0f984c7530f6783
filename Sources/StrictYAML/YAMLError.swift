package import OperatorFiles

/// Why a text was refused: where, what stood there, and what could have stood there.
package struct YAMLError: Error, Sendable, Hashable {
    package let location: SourceLocation
    /// What stood there, ready to follow the word "found".
    package let found: String
    /// What would have been right, ready to follow the word "expected".
    package let expected: String

    package init(at location: SourceLocation, found: String, expected: String) {
        self.location = location
        self.found = found
        self.expected = expected
    }
}

extension YAMLError: CustomStringConvertible {
    /// `meridian.yaml:3:7: found "abc", expected a whole number`
    package var description: String { "\(location): found \(found), expected \(expected)" }
}
