internal import Foundation
internal import Route53
internal import XMLCoder

/// Route 53's documents, to and from values.
enum XMLDocuments {
    /// A document with this root element, in Route 53's namespace.
    static func encode(
        _ document: any Encodable,
        as root: String
    ) throws(AccountError) -> [UInt8] {
        let encoder = XMLEncoder()
        encoder.charactersEscapedInElements = escapes
        do {
            let data = try encoder.encode(
                document,
                withRootKey: root,
                rootAttributes: ["xmlns": Route53Responder.namespace],
                header: XMLHeader(version: 1.0, encoding: "UTF-8")
            )
            return legible(Array(data))
        } catch {
            throw AccountError(.internalFailure, "The answer cannot be written as XML: \(error)")
        }
    }

    /// What would be markup in text, and the one character that parsers change (XML 1.0 §2.11).
    private static let escapes = [
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"),
    ]

    /// A message may quote what a client has sent; characters that XML cannot carry (XML 1.0 §2.2)
    /// are shown as question marks.
    private static func legible(_ document: [UInt8]) -> [UInt8] {
        // The two that are no control characters begin with this octet.
        let isSuspect = { (octet: UInt8) in
            octet == 0xef || octet < 0x20 && octet != 0x09 && octet != 0x0a && octet != 0x0d
        }
        guard document.contains(where: isSuspect) else { return document }
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0a, 0x0d, 0x20..<0xfffe, 0x10000...: text.append(scalar)
            default: text.append("?")
            }
        }
        return Array(String(text).utf8)
    }

    /// What a request says. Throws `InvalidInput`.
    static func decode<Document: Decodable>(
        _ type: Document.Type,
        from body: [UInt8],
        root: String
    ) throws(AccountError) -> Document {
        let octets = body.isEmpty ? Array("<\(root)/>".utf8) : body
        let document = try XMLGuard.check(octets, root: root)
        let decoder = XMLDecoder()
        decoder.trimValueWhitespaces = false
        decoder.shouldProcessNamespaces = true
        do {
            return try decoder.decode(type, from: Data(document))
        } catch let error as DecodingError {
            throw AccountError(invalidXML: XMLComplaint(root: root).text(of: error))
        } catch {
            throw AccountError(
                invalidXML: "The document is not well-formed: \(error.localizedDescription)"
            )
        }
    }
}

extension AccountError {
    /// What Route 53 answers when a document does not keep to its schema.
    init(invalidXML complaint: String) { self.init(.invalidInput, "Invalid XML ; \(complaint)") }
}

/// What is wrong with a document's values, with the place.
struct XMLComplaint {
    /// The name of the document's root element.
    let root: String

    func text(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            """
            cvc-complex-type.2.4.b: The content of element \
            '\(element(parent(of: key, context.codingPath)))' is not complete. One of '{\(key.stringValue)}' is expected.
            """
        case .valueNotFound(_, let context):
            """
            cvc-complex-type.2.4.b: The content of element '\(element(context.codingPath))' is not \
            complete.
            """
        case .typeMismatch(let type, let context):
            """
            cvc-datatype-valid.1.2.1: \(context.debugDescription) The element \
            '\(element(context.codingPath))' must be a valid '\(name(of: type))'.
            """
        case .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "The document is not well-formed: \(context.debugDescription)"
                : """
                cvc-datatype-valid.1.2.1: The content of element \
                '\(element(context.codingPath))' is not valid: \(context.debugDescription)
                """
        @unknown default: "\(error)"
        }
    }

    private func element(_ path: some Sequence<any CodingKey>) -> String {
        path.reversed().first { $0.intValue == nil }?.stringValue ?? root
    }

    /// The path of what is not complete, which XMLCoder continues with what is missing.
    private func parent(of key: any CodingKey, _ path: [any CodingKey]) -> [any CodingKey] {
        path.last?.stringValue == key.stringValue ? path.dropLast() : path
    }

    private func name(of type: Any.Type) -> String {
        switch type {
        case is Bool.Type: "boolean"
        case is any BinaryInteger.Type: "integer"
        default: "\(type)"
        }
    }
}
