internal import Route53

/// Looks a document through before the parser sees it: what no client of Route 53 sends, and what
/// could cost more than its length, is refused. What is left are elements, attributes and text.
struct XMLGuard {
    private let octets: [UInt8]
    private var position = 0
    private var kept: [UInt8] = []

    /// The deepest element of Route 53's model lies at eight.
    private static let deepest = 32

    private init(_ octets: [UInt8]) {
        self.octets = octets
        kept.reserveCapacity(octets.count)
    }

    /// Refuses declarations of types and entities, elements that are nested too deep, octets that are
    /// no UTF-8, and any root but the one that is expected, in Route 53's namespace or in none.
    ///
    /// Returns the document without the white space beside its tags. The parser is told to keep
    /// white space: it would also drop the space between two references, as in
    /// `&quot;a&quot; &quot;b&quot;`.
    static func check(_ octets: [UInt8], root: String) throws(AccountError) -> [UInt8] {
        guard String(validating: octets, as: UTF8.self) != nil else {
            throw AccountError(invalidXML: "The document is not UTF-8")
        }
        var scan = XMLGuard(octets)
        try scan.run(root: root)
        return scan.kept
    }

    private mutating func run(root: String) throws(AccountError) {
        var depth = 0
        var isRoot = true
        while true {
            try keepText()
            guard position < octets.count else { break }
            let start = position
            if starts(with: Self.endTag) {
                depth -= 1
                position = find(UInt8(ascii: ">"), from: position).map { $0 + 1 } ?? octets.count
            } else {
                let tag = readTag()
                if isRoot { try Self.check(tag, root: root) }
                isRoot = false
                if !tag.isEmpty { depth += 1 }
            }
            kept += octets[start..<position]
            guard depth <= Self.deepest else {
                throw AccountError(invalidXML: "Elements are nested deeper than \(Self.deepest)")
            }
        }
        if isRoot { throw AccountError(invalidXML: "Premature end of file.") }
    }

    private static func check(_ tag: Tag, root: String) throws(AccountError) {
        let name = tag.name.split(separator: ":").last.map(String.init) ?? tag.name
        guard name == root else {
            throw AccountError(
                invalidXML: """
                    cvc-elt.1: Cannot find the declaration of element '\(tag.name)'. Expected \
                    '\(root)'.
                    """
            )
        }
        let prefix = tag.name.contains(":") ? ":" + tag.name.prefix { $0 != ":" } : ""
        if let namespace = tag.attribute("xmlns" + prefix), namespace != Route53Responder.namespace
        {
            throw AccountError(
                invalidXML: """
                    cvc-elt.1: Cannot find the declaration of element '\(tag.name)' in the \
                    namespace '\(namespace)'. Expected '\(Route53Responder.namespace)'.
                    """
            )
        }
    }

    /// Keeps what there is up to the next tag. Comments, instructions and CDATA sections are part of
    /// it.
    private mutating func keepText() throws(AccountError) {
        let start = position
        while true {
            position = find(UInt8(ascii: "<"), from: position) ?? octets.count
            let next = position
            if skip(Self.comment) || skip(Self.plainText) { continue }
            if skip(Self.instruction) {
                try Self.checkEncoding(octets[next..<position])
                continue
            }
            guard starts(with: Self.declaration) else { break }
            throw AccountError(
                invalidXML: "The document declares a type or an entity, which is not allowed"
            )
        }
        var text = octets[start..<position]
        text = text.drop(while: Self.isWhitespace)
        while let last = text.last, Self.isWhitespace(last) { text.removeLast() }
        kept += text
    }

    /// Another encoding would have the parser read what has not been looked at here.
    private static func checkEncoding(_ instruction: ArraySlice<UInt8>) throws(AccountError) {
        let text = String(decoding: instruction, as: UTF8.self).lowercased()
        guard text.hasPrefix("<?xml"), let name = text.firstRange(of: "encoding") else { return }
        let words = text[name.upperBound...].split { $0.isWhitespace || "='\"?>".contains($0) }
        guard let encoding = words.first, encoding != "utf-8" else { return }
        throw AccountError(invalidXML: "The encoding '\(encoding)' is not UTF-8")
    }

    private static func isWhitespace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0a || octet == 0x0d
    }

    /// A start tag, from its `<` to its `>`.
    private struct Tag {
        let name: String
        let attributes: Substring
        let isEmpty: Bool

        func attribute(_ name: String) -> String? {
            for quote in ["\"", "'"] {
                guard let start = attributes.firstRange(of: "\(name)=\(quote)") else { continue }
                return String(attributes[start.upperBound...].prefix { String($0) != quote })
            }
            return nil
        }
    }

    private mutating func readTag() -> Tag {
        let start = position + 1
        var quote: UInt8?
        position = start
        while position < octets.count {
            let octet = octets[position]
            position += 1
            if let open = quote {
                if octet == open { quote = nil }
            } else if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") {
                quote = octet
            } else if octet == UInt8(ascii: ">") {
                break
            }
        }
        let text = String(decoding: octets[start..<max(start, position - 1)], as: UTF8.self)
        let body = text.hasSuffix("/") ? text.dropLast() : text[...]
        let name = body.prefix { !$0.isWhitespace }
        return Tag(
            name: String(name),
            attributes: body.dropFirst(name.count),
            isEmpty: text.hasSuffix("/")
        )
    }

    private func starts(with text: [UInt8]) -> Bool { octets[position...].starts(with: text) }

    /// Steps over what begins and ends so, if it begins here. Returns whether it did.
    private mutating func skip(_ passage: Passage) -> Bool {
        guard starts(with: passage.start) else { return false }
        position += passage.start.count
        while position < octets.count, !starts(with: passage.end) { position += 1 }
        position = min(position + passage.end.count, octets.count)
        return true
    }

    private typealias Passage = (start: [UInt8], end: [UInt8])
    private static let comment: Passage = (Array("<!--".utf8), Array("-->".utf8))
    private static let plainText: Passage = (Array("<![CDATA[".utf8), Array("]]>".utf8))
    private static let instruction: Passage = (Array("<?".utf8), Array("?>".utf8))
    private static let declaration = Array("<!".utf8)
    private static let endTag = Array("</".utf8)

    private func find(_ octet: UInt8, from start: Int) -> Int? {
        octets[min(start, octets.count)...].firstIndex(of: octet)
    }
}
