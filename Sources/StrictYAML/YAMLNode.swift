package import OperatorFiles

/// A value of a YAML or JSON text, and where it stands. Scalars are text: `NO`, `1:30` and `0755`
/// mean what they say until someone asks for a number or a flag.
package struct YAMLNode: Sendable {
    package let content: Content
    package let location: SourceLocation

    package init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
    }

    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([YAMLNode])
        /// In the order of the text; no key stands twice.
        case mapping([Entry])
    }

    package struct Scalar: Sendable, Hashable {
        package let text: String
        package let style: Style

        package init(_ text: String, _ style: Style) {
            self.text = text
            self.style = style
        }

        package enum Style: Sendable, Hashable {
            /// No quotes: where YAML would guess a type.
            case plain
            /// Single or double quotes, or a block (`|`, `>`).
            case quoted
        }
    }

    package struct Entry: Sendable {
        package let key: Key
        package let value: YAMLNode

        package init(key: Key, value: YAMLNode) {
            self.key = key
            self.value = value
        }
    }

    package struct Key: Sendable, Hashable {
        package let text: String
        package let location: SourceLocation

        package init(_ text: String, at location: SourceLocation) {
            self.text = text
            self.location = location
        }

        /// An error about this key.
        package func error(found: String? = nil, expected: String) -> YAMLError {
            YAMLError(at: location, found: found ?? YAMLNode.quote(text), expected: expected)
        }
    }

    /// Nothing was written: `key:` with no value, JSON's `null`, or YAML's `~`.
    package var isNull: Bool {
        guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.text)
    }
}

extension YAMLNode {
    /// An error about this value.
    package func error(found: String? = nil, expected: String) -> YAMLError {
        YAMLError(at: location, found: found ?? summary, expected: expected)
    }

    /// What stands here, in few words: `"abc"`, `a list`, `a mapping`, `nothing`.
    package var summary: String {
        if isNull { return "nothing" }
        switch content {
        case .scalar(let scalar): return Self.quote(scalar.text)
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        }
    }

    /// `text` in quotes, on one line and not too long for a message.
    package static func quote(_ text: some StringProtocol) -> String {
        let longest = 60
        var shown = text.prefix(longest).unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar.value == 0x7f || scalar == "\""
                ? scalar.escaped(asASCII: false) : String(scalar)
        }.joined()
        if text.count > longest { shown += "…" }
        return "\"\(shown)\""
    }
}
