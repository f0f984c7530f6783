internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Route53

/// Answers as Route 53's REST API does, mistakes included: never with anything but a document.
struct Route53Responder: Sendable {
    private let plane: any ControlPlane
    private let table: OperationTable

    static let version = "2013-04-01"
    static let namespace = "https://route53.amazonaws.com/doc/2013-04-01/"

    init(_ plane: any ControlPlane) {
        self.plane = plane
        table = OperationTable(Operation.all)
    }

    /// Whatever else is wrong with the path, who asks below the version wants a document.
    static func serves(_ target: RequestTarget) -> Bool {
        target.path.split(separator: "/", maxSplits: 1).first == version[...]
    }

    func respond(to request: ReceivedRequest) async throws(Refusal) -> Response {
        guard let segments = request.head.target.segments,
            let members = request.head.target.parameters
        else {
            throw Refusal(
                .badRequest,
                .invalidInput,
                "The path or the query '\(request.head.target.path)' is not percent-encoded UTF-8"
            )
        }
        let (operation, parameters) = try table.operation(
            request.head.method,
            Array(segments.dropFirst())
        )
        let query = Dictionary(members.map { ($0.name.lowercased(), $0.value) }) { first, _ in first
        }
        do throws(AccountError) {
            let result = try await operation.perform(
                OperationRequest(
                    name: operation.name,
                    parameters: parameters,
                    query: query,
                    body: request.body
                ),
                plane
            )
            return try response(to: request, operation, result)
        } catch {
            throw Refusal(error)
        }
    }

    private func response(
        to request: ReceivedRequest,
        _ operation: Operation,
        _ result: OperationResult
    ) throws(AccountError) -> Response {
        let document = try XMLDocuments.encode(result.document, as: "\(operation.name)Response")
        var response = Self.response(.init(code: operation.status), document, id: request.head.id)
        if let location = result.location {
            response.headers[.location] = "\(request.head.origin)/\(Self.version)\(location)"
        }
        return response
    }

    /// The document that says why a request is refused.
    func response(to refusal: Refusal, id: String) -> Response {
        let document = ErrorDocument(refusal, requestID: id)
        do throws(AccountError) {
            let text = try XMLDocuments.encode(document, as: "ErrorResponse")
            return Self.response(refusal.status, text, id: id)
        } catch {
            return Self.response(.internalServerError, [], id: id)
        }
    }

    private static func response(
        _ status: HTTPResponse.Status,
        _ document: [UInt8],
        id: String
    ) -> Response {
        var response = Response(
            status: status,
            body: .init(byteBuffer: ByteBuffer(bytes: document))
        )
        response.headers[.contentType] = "text/xml"
        if let name = HTTPField.Name("x-amzn-RequestId") { response.headers[name] = id }
        return response
    }
}

/// `<Error>…</Error><RequestId>…</RequestId>`
private struct ErrorDocument: Encodable, Sendable {
    let error: Failure
    let requestID: String

    init(_ refusal: Refusal, requestID: String) {
        error = Failure(
            type: refusal.status.kind == .serverError ? "Receiver" : "Sender",
            code: refusal.code,
            message: refusal.message
        )
        self.requestID = requestID
    }

    struct Failure: Encodable, Sendable {
        let type: String
        let code: String
        let message: String

        enum CodingKeys: String, CodingKey {
            case type = "Type"
            case code = "Code"
            case message = "Message"
        }
    }

    enum CodingKeys: String, CodingKey {
        case error = "Error"
        case requestID = "RequestId"
    }
}
