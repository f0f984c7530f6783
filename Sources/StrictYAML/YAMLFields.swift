internal import OperatorFiles

/// A mapping with a fixed set of keys, read by taking each that may stand there and then
/// refusing what is left:
///
///     var fields = try node.fields()
///     let zone = try fields.require("zone").text()
///     let ttl = try fields.take("ttl")?.integer(in: 0...86_400) ?? 300
///     try fields.refuseOthers()
package struct YAMLFields {
    private let location: SourceLocation
    private let entries: [YAMLNode.Entry]
    /// Every key that was asked for, in the order of asking.
    private var known: [String] = []

    fileprivate init(_ location: SourceLocation, _ entries: [YAMLNode.Entry]) {
        self.location = location
        self.entries = entries
    }

    /// The value of `key`, if the key stands there.
    package mutating func take(_ key: String) -> YAMLNode? {
        known.append(key)
        return entries.first { $0.key.text == key }?.value
    }

    /// The value of `key`, which must stand there.
    package mutating func require(_ key: String) throws(YAMLError) -> YAMLNode {
        if let value = take(key) { return value }
        throw YAMLError(
            at: location,
            found: entries.isEmpty ? "nothing" : "a mapping without \(YAMLNode.quote(key))",
            expected: "the key \(YAMLNode.quote(key))"
        )
    }

    /// Refuses the first key that was never asked for.
    package func refuseOthers() throws(YAMLError) {
        if let stranger = strangers.first { throw stranger }
    }

    /// One error for each key that was never asked for.
    package var strangers: [YAMLError] {
        entries.map(\.key).filter { !known.contains($0.text) }.map(refusal)
    }

    private func refusal(of key: YAMLNode.Key) -> YAMLError {
        let list = known.isEmpty ? "no key" : "one of \(known.joined(separator: ", "))"
        let hint = Suggestion.closest(to: key.text, in: known)
            .map { " (did you mean \(YAMLNode.quote($0))?)" }
        return key.error(
            found: "the unknown key \(YAMLNode.quote(key.text))",
            expected: list + (hint ?? "")
        )
    }
}

extension YAMLFields {
    init(of node: YAMLNode, entries: [YAMLNode.Entry]) { self.init(node.location, entries) }
}
