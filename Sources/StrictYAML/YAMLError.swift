/// A place in a YAML or JSON text.
package struct YAMLLocation: Sendable, Hashable {
    /// The path by which the text was read.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in octets.
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension YAMLLocation: CustomStringConvertible {
    package var description: String { "\(file):\(line):\(column)" }
}

/// Why a text was refused: where, what stood there, and what could have stood there.
package struct YAMLError: Error, Sendable, Hashable {
    package let location: YAMLLocation
    /// What stood there, ready to follow the word "found".
    package let found: String
    /// What would have been right, ready to follow the word "expected".
    package let expected: String

    package init(at location: YAMLLocation, found: String, expected: String) {
        self.location = location
        self.found = found
        self.expected = expected
    }
}

extension YAMLError: CustomStringConvertible {
    /// `meridian.yaml:3:7: found "abc", expected a whole number`
    package var description: String { "\(location): found \(found), expected \(expected)" }
}
