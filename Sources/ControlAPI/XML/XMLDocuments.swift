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
        do {
            let data = try encoder.encode(
                document,
                withRootKey: root,
                rootAttributes: ["xmlns": Route53Responder.namespace],
                header: XMLHeader(version: 1.0, encoding: "UTF-8")
            )
            return Array(data)
        } catch {
            throw AccountError(.internalFailure, "The answer cannot be written as XML: \(error)")
        }
    }

    /// What a request says. Throws `InvalidInput`.
    static func decode<Document: Decodable>(
        _ type: Document.Type,
        from body: [UInt8],
        root: String
    ) throws(AccountError) -> Document {
        let octets = body.isEmpty ? Array("<\(root)/>".utf8) : body
        try XMLGuard.check(octets, root: root)
        do {
            return try XMLDecoder().decode(type, from: Data(octets))
        } catch let error as DecodingError {
            throw AccountError(invalidXML: XMLComplaint.text(of: error))
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
enum XMLComplaint {
    static func text(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            """
            cvc-complex-type.2.4.b: The content of element '\(element(context.codingPath))' is not \
            complete. One of '{\(key.stringValue)}' is expected.
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

    private static func element(_ path: [any CodingKey]) -> String {
        path.last { $0.intValue == nil }?.stringValue ?? "the root"
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is Bool.Type: "boolean"
        case is any BinaryInteger.Type: "integer"
        default: "\(type)"
        }
    }
}
