/// A place in a file of the operator's.
package struct SourceLocation: Sendable, Hashable {
    /// The path as the operator gave it, or as it was made from a path that they gave.
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

    package static func start(of file: String) -> SourceLocation {
        SourceLocation(file: file, line: 1, column: 1)
    }
}

extension SourceLocation: CustomStringConvertible {
    package var description: String { "\(file):\(line):\(column)" }
}
