internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Route53

/// What happens to a request, one step after the other:
///
///     request ─▶ body, bounded ─▶ access ─▶ Route 53's operations, or Meridian's own ─▶ response
struct ControlResponder: HTTPResponder {
    private let limits: ControlServerOptions.Limits
    private let gate: AccessGate
    private let route53: Route53Responder
    private let own: OwnResponder

    init(_ plane: any ControlPlane, _ options: ControlServerOptions) {
        limits = options.limits
        gate = AccessGate(options)
        route53 = Route53Responder(plane)
        own = OwnResponder(plane, isTesting: options.isTesting)
    }

    func respond(to request: Request, context _: BasicRequestContext) async throws -> Response {
        let target = RequestTarget(request.head.path ?? "/")
        let isRoute53 = Route53Responder.serves(target)
        let id = RequestIdentifier.make()
        do throws(Refusal) {
            let body = try await body(of: request)
            let received = ReceivedRequest(request.head, target, body, id: id)
            try gate.admit(received)
            return isRoute53
                ? try await route53.respond(to: received) : try await own.respond(to: received)
        } catch {
            var response = isRoute53 ? route53.response(to: error, id: id) : own.response(to: error)
            // What is left of the body is not read.
            if error.endsConnection { response.headers[.connection] = "close" }
            return response
        }
    }

    /// The whole body, if it is not too long and does not take too long to come.
    private func body(of request: Request) async throws(Refusal) -> [UInt8] {
        if let length = request.headers[.contentLength] {
            guard let octets = Int(length), octets >= 0 else {
                throw Refusal(
                    .badRequest,
                    .invalidInput,
                    "Content-Length '\(length)' is no length",
                    endsConnection: true
                )
            }
            guard octets <= limits.bodyOctets else { throw tooLong }
        }
        let limits = limits
        let body = request.body
        let result = await withTaskGroup(of: BodyResult.self) { group in
            group.addTask {
                do {
                    return .whole(Array(buffer: try await body.collect(upTo: limits.bodyOctets)))
                } catch is NIOTooManyBytesError {
                    return .tooLong
                } catch {
                    return .broken
                }
            }
            group.addTask {
                do {
                    try await Task.sleep(for: limits.request)
                    return .late
                } catch {
                    return .broken
                }
            }
            defer { group.cancelAll() }
            return await group.next() ?? .broken
        }
        switch result {
        case .whole(let octets): return octets
        case .tooLong: throw tooLong
        case .late:
            throw Refusal(
                .requestTimeout,
                .invalidInput,
                "The request did not arrive within \(limits.request.components.seconds) seconds",
                endsConnection: true
            )
        case .broken:
            throw Refusal(
                .badRequest,
                .invalidInput,
                "The request's body is broken off",
                endsConnection: true
            )
        }
    }

    private var tooLong: Refusal {
        Refusal(
            .contentTooLarge,
            .invalidInput,
            "The request's body is longer than \(limits.bodyOctets) octets",
            endsConnection: true
        )
    }

    private enum BodyResult: Sendable {
        case whole([UInt8])
        case tooLong
        case late
        case broken
    }
}
