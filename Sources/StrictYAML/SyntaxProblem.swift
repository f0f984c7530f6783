internal import OperatorFiles
internal import Yams

/// Says in one sentence what libyaml did not like.
struct SyntaxProblem {
    let text: String
    let lines: LineIndex
    let file: String

    func describe(_ error: YamlError) -> YAMLError {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let whole = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
            return YAMLError(
                at: location(mark),
                found: rest(at: mark),
                expected: "valid YAML (\(whole))"
            )
        case .reader(let problem, let offset, let value, _):
            return YAMLError(
                at: location(characterOffset: offset ?? 0),
                found: value >= 0 ? "the character \(value)" : "a character",
                expected: "readable text (\(problem))"
            )
        case .duplicatedKeysInMapping(let keys, let context):
            return duplicate(of: keys.first ?? "", first: context.mark)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return YAMLError(
                at: SourceLocation.start(of: file),
                found: "a text that cannot be read (\(error))",
                expected: "a YAML document"
            )
        }
    }

    /// Yams tells where a repeated key stands first. Where it stands again shows once that first
    /// one is given another name: the text is read anew with a letter put before it.
    private func duplicate(of key: String, first: Mark) -> YAMLError {
        let quoted = YAMLNode.quote(key)
        guard let second = secondPlace(of: key, first: first) else {
            return YAMLError(
                at: location(first),
                found: "the key \(quoted) more than once",
                expected: "each key once in a mapping"
            )
        }
        let firstPlace = location(first)
        return YAMLError(
            at: second,
            found: "the key \(quoted) again (first at \(firstPlace.line):\(firstPlace.column))",
            expected: "each key once in a mapping"
        )
    }

    private func secondPlace(of key: String, first: Mark) -> SourceLocation? {
        guard let renamed = textRenaming(key: key, at: first) else { return nil }
        let shifted: Mark
        do {
            let parser = try Parser(yaml: renamed, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot(),
                let found = Self.sibling(named: key, of: first, in: root)
            else { return nil }
            shifted = found
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) where keys.first == key {
            // It stands a third time, so the second is now a first.
            shifted = context.mark
        } catch {
            return nil
        }
        // On the line of the first the inserted letter has moved everything.
        return lines.location(
            line: shifted.line,
            scalarColumn: shifted.line == first.line ? shifted.column - 1 : shifted.column,
            file: file
        )
    }

    private func textRenaming(key: String, at mark: Mark) -> String? {
        var scalars = text.unicodeScalars
        guard let start = index(of: mark) else { return nil }
        let isQuoted = scalars[start] == "\"" || scalars[start] == "'"
        scalars.insert("\u{e000}", at: isQuoted ? scalars.index(after: start) : start)
        return String(scalars)
    }

    /// The mark of the key `name` in the mapping that also has a key at `mark`.
    private static func sibling(named name: String, of mark: Mark, in node: Node) -> Mark? {
        switch node {
        case .mapping(let mapping):
            let hasFirst = mapping.contains { key, _ in
                key.mark?.line == mark.line && key.mark?.column == mark.column
            }
            if hasFirst { return mapping.first { $0.key.scalar?.string == name }?.key.mark }
            return mapping.lazy.compactMap { sibling(named: name, of: mark, in: $0.value) }.first
        case .sequence(let sequence):
            return sequence.lazy.compactMap { sibling(named: name, of: mark, in: $0) }.first
        case .scalar, .alias:
            return nil
        }
    }

    private func index(of mark: Mark) -> String.Index? {
        let scalars = text.unicodeScalars
        let place = location(mark)
        guard let lineStart = lines.start(ofLine: place.line) else { return nil }
        let octets = text.utf8
        return octets.index(lineStart, offsetBy: place.column - 1, limitedBy: octets.endIndex)
            .flatMap { $0 < scalars.endIndex ? $0 : nil }
    }

    /// What stands at `mark`, to the end of the line.
    private func rest(at mark: Mark) -> String {
        guard let start = index(of: mark) else { return "the end of the file" }
        let rest = text[start...].prefix { !$0.isNewline }
        return rest.isEmpty ? "the end of the line" : YAMLNode.quote(rest)
    }

    private func location(_ mark: Mark) -> SourceLocation {
        lines.location(line: mark.line, scalarColumn: mark.column, file: file)
    }

    private func location(characterOffset offset: Int) -> SourceLocation {
        let before = text.prefix(offset)
        let lineStart = before.lastIndex(where: \.isNewline).map(before.index(after:))
        return SourceLocation(
            file: file,
            line: 1 + before.count(where: \.isNewline),
            column: 1 + before[(lineStart ?? before.startIndex)...].utf8.count
        )
    }
}
