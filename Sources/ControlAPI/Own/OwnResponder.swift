internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Answers Meridian's own API, below `/v1/`, in JSON.
struct OwnResponder: Sendable {
    private let plane: any ControlPlane
    private let operations: [OwnOperation]

    init(_ plane: any ControlPlane, isTesting: Bool) {
        self.plane = plane
        operations = isTesting ? OwnOperation.all : OwnOperation.usual
    }

    func respond(to request: ReceivedRequest) async throws(Refusal) -> Response {
        let segments = request.head.target.segments ?? []
        if segments == ["openapi.json"], request.head.method == "GET" {
            let version = await plane.version
            return Self.response(
                .ok,
                Self.text(OpenAPIDescription.document(of: operations, version: version))
            )
        }
        let (operation, parameters) = try operation(request.head.method, segments)
        let query = (request.head.target.parameters ?? []).map { ($0.name, $0.value) }
        let all = parameters.merging(query) { inPath, _ in inPath }
        do throws(OwnProblem) {
            let asked = OwnRequest(parameters: all, body: request.body)
            return Self.response(.ok, try await operation.perform(asked, plane))
        } catch {
            throw Refusal(error)
        }
    }

    private func operation(
        _ method: String,
        _ segments: [String]
    ) throws(Refusal) -> (OwnOperation, [String: String]) {
        var others: [String] = []
        for operation in operations {
            let pattern = operation.path.split(separator: "/").map(String.init)
            guard pattern.count == segments.count else { continue }
            var parameters: [String: String] = [:]
            let isMatch = zip(pattern, segments).allSatisfy { part, segment in
                guard part.hasPrefix("{") else { return part == segment }
                parameters[String(part.dropFirst().dropLast())] = segment
                return true
            }
            guard isMatch else { continue }
            if operation.method.rawValue == method { return (operation, parameters) }
            others.append(operation.method.rawValue)
        }
        let path = "/" + segments.joined(separator: "/")
        guard others.isEmpty else {
            throw Refusal(
                .methodNotAllowed,
                code: "MethodNotAllowed",
                "there is no \(method) \(path), expected \(others.sorted().joined(separator: ", "))",
                allowedMethods: others.sorted()
            )
        }
        throw Refusal(
            .notFound,
            code: "NotFound",
            """
            there is nothing at \(path): Route 53's API lies below /\(Route53Responder.version)/, \
            Meridian's own below /v1/, described by /openapi.json
            """
        )
    }

    /// The document that says why a request is refused.
    func response(to refusal: Refusal) -> Response {
        let problem: JSONValue = [
            "error": ["code": .text(refusal.code), "message": .text(refusal.message)]
        ]
        return Self.response(refusal.status, Self.text(problem))
    }

    private static func text(_ value: JSONValue) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("these values can always be written: \(error)")
        }
    }

    private static func response(_ status: HTTPResponse.Status, _ json: String) -> Response {
        var response = Response(
            status: status,
            body: .init(byteBuffer: ByteBuffer(string: json + "\n"))
        )
        response.headers[.contentType] = "application/json"
        return response
    }
}

extension Refusal {
    fileprivate init(_ problem: OwnProblem) {
        switch problem.kind {
        case .invalid: self.init(.badRequest, code: "Invalid", problem.message)
        case .notFound: self.init(.notFound, code: "NotFound", problem.message)
        case .notAllowed: self.init(.forbidden, code: "NotAllowed", problem.message)
        case .unavailable: self.init(.serviceUnavailable, code: "Unavailable", problem.message)
        }
    }
}
