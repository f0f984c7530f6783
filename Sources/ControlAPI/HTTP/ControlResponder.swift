internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Route53

/// What happens to a request, one step after the other:
///
///     header ─▶ may it be let in? ─▶ body, bounded ─▶ signature, rate
///            ─▶ Route 53's operations, or Meridian's own ─▶ response
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

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let head = RequestHead(request.head)
        var response = await response(to: head, request, context)
        if request.method == .head {
            // The connection would take a body for the next response (RFC 9110 §9.3.2).
            response.body = .init()
        }
        return response
    }

    private func response(
        to head: RequestHead,
        _ request: Request,
        _ context: ConnectionContext
    ) async -> Response {
        let isRoute53 = Route53Responder.serves(head.target)
        do throws(Refusal) {
            let claim = try gate.claim(of: head)
            let received = ReceivedRequest(
                head: head,
                body: try await RequestBodyReader(limits).read(request)
            )
            try gate.admit(received, claim)
            return isRoute53
                ? try await route53.respond(to: received) : try await own.respond(to: received)
        } catch {
            var response =
                isRoute53 ? route53.response(to: error, id: head.id) : own.response(to: error)
            if !error.allowedMethods.isEmpty {
                response.headers[.allow] = error.allowedMethods.joined(separator: ", ")
            }
            if error.endsConnection {
                response.headers[.connection] = "close"
                context.closeSoon(after: limits.lingering)
            }
            return response
        }
    }
}

/// What a request comes over.
struct ConnectionContext: Hummingbird.RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Leaves the client this long to read the response: to close at once would reset the
    /// connection as long as there is more of the request to read (RFC 9112 §9.6).
    func closeSoon(after time: Duration) {
        channel.eventLoop.scheduleTask(in: TimeAmount(time)) { [channel] in
            channel.close(promise: nil)
        }
    }
}
