internal import OperatorFiles
internal import Yams

/// Reads one YAML or JSON document (JSON is YAML's flow style) into nodes.
///
/// Refused besides what is not YAML: keys that stand twice, anchors and aliases (small texts that
/// unfold into huge ones), merge keys, tags, keys that are not text, more than one document, deep
/// nesting, large texts.
package struct YAMLReader {
    /// Values inside values. Configuration and zones need about eight.
    package static let deepestNesting = 64
    /// 100,000 record sets in Route 53's JSON are about 30 MiB.
    package static let largestText = 256 << 20

    private let file: String
    private let text: String
    private let lines: LineIndex

    /// Reads `octets`, which must be UTF-8 (RFC 8259 §8.1); a byte order mark is skipped.
    package static func read(_ octets: [UInt8], file: String) throws(YAMLError) -> YAMLNode {
        let start = SourceLocation.start(of: file)
        guard octets.count <= largestText else {
            throw YAMLError(
                at: start,
                found: "\(octets.count) octets",
                expected: "a file of at most \(largestText) octets"
            )
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw YAMLError(
                at: Self.firstBadOctet(of: octets, file: file),
                found: "an octet that is not UTF-8",
                expected: "a text in UTF-8"
            )
        }
        return try read(text, file: file)
    }

    /// Reads `text`; errors name `file`. A text without any value is a null node.
    package static func read(_ text: String, file: String) throws(YAMLError) -> YAMLNode {
        let reader = YAMLReader(file: file, text: text, lines: LineIndex(text))
        return try reader.document()
    }

    private func document() throws(YAMLError) -> YAMLNode {
        // The basic resolver leaves every plain scalar a text.
        var root: Node?
        do {
            let parser = try Parser(
                yaml: text,
                resolver: .basic,
                constructor: .default,
                encoding: .utf8
            )
            root = try parser.singleRoot()
            // Anchors are held weakly by their nodes: the parser must outlive the conversion.
            return try withExtendedLifetime(parser) { () throws(YAMLError) in
                try root.map { node throws(YAMLError) in try convert(node, depth: 0) }
                    ?? YAMLNode(.scalar(.init("", .plain)), at: location(nil))
            }
        } catch let error as YAMLError {
            throw error
        } catch let error as YamlError {
            throw SyntaxProblem(text: text, lines: lines, file: file).describe(error)
        } catch {
            throw YAMLError(at: location(nil), found: "\(error)", expected: "a YAML document")
        }
    }

    private func convert(_ node: Node, depth: Int) throws(YAMLError) -> YAMLNode {
        let place = location(node.mark)
        guard depth < Self.deepestNesting else {
            throw YAMLError(
                at: place,
                found: "values nested more than \(Self.deepestNesting) deep",
                expected: "fewer levels"
            )
        }
        if let anchor = node.anchor {
            throw YAMLError(
                at: place,
                found: "the anchor \(YAMLNode.quote("&\(anchor.rawValue)"))",
                expected: "the value written out at each place (anchors are not read)"
            )
        }
        switch node {
        case .scalar(let scalar):
            try refuseTag(scalar.tag, besides: .str, at: place)
            let style: YAMLNode.Scalar.Style = scalar.style == .plain ? .plain : .quoted
            return YAMLNode(.scalar(.init(scalar.string, style)), at: place)
        case .sequence(let sequence):
            try refuseTag(sequence.tag, besides: .seq, at: place)
            var items: [YAMLNode] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(try convert(item, depth: depth + 1)) }
            return YAMLNode(.sequence(items), at: place)
        case .mapping(let mapping):
            try refuseTag(mapping.tag, besides: .map, at: place)
            return YAMLNode(.mapping(try entries(of: mapping, depth: depth)), at: place)
        case .alias(let alias):
            throw YAMLError(
                at: place,
                found: "the alias \(YAMLNode.quote("*\(alias.anchor.rawValue)"))",
                expected: "the value itself (aliases are not read)"
            )
        }
    }

    private func entries(
        of mapping: Node.Mapping,
        depth: Int
    ) throws(YAMLError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        entries.reserveCapacity(mapping.count)
        for (key, value) in mapping {
            let keyNode = try convert(key, depth: depth + 1)
            guard case .scalar(let scalar) = keyNode.content else {
                throw keyNode.error(expected: "a text as key")
            }
            if scalar == .init("<<", .plain) {
                throw keyNode.error(
                    found: "the merge key \"<<\"",
                    expected: "the keys themselves (merge keys are not read)"
                )
            }
            entries.append(
                .init(
                    key: .init(scalar.text, at: keyNode.location),
                    value: try convert(value, depth: depth + 1)
                )
            )
        }
        return entries
    }

    private func refuseTag(
        _ tag: Tag,
        besides usual: Tag.Name,
        at place: SourceLocation
    ) throws(YAMLError) {
        guard ![usual, .implicit, .nonSpecific].map(\.rawValue).contains(tag.description) else {
            return
        }
        throw YAMLError(
            at: place,
            found: "the tag \(YAMLNode.quote(tag.description))",
            expected: "a value without a tag"
        )
    }

    private func location(_ mark: Mark?) -> SourceLocation {
        lines.location(line: mark?.line ?? 1, scalarColumn: mark?.column ?? 1, file: file)
    }

    private static func firstBadOctet(of octets: [UInt8], file: String) -> SourceLocation {
        // Repairing puts U+FFFD where the first bad octet stands; what precedes is unchanged.
        var good = 0
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            let length = UTF8.width(scalar)
            let original = octets[good..<min(good + length, octets.count)]
            guard original.elementsEqual(String(scalar).utf8) else { break }
            good += length
        }
        let before = octets[..<good]
        let newline = UInt8(ascii: "\n")
        let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
        return SourceLocation(
            file: file,
            line: 1 + before.count { $0 == newline },
            column: 1 + good - lineStart
        )
    }
}
