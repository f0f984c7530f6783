internal import Addressing
internal import HTTPTypes
internal import Route53

/// Decides who may ask. With credentials: whoever signs with one of them. Without: whoever reaches
/// the loopback address, but not a browser that a page elsewhere has led here, which tells by its
/// `Origin`, or by a `Host` that is not ours (DNS rebinding).
struct AccessGate: Sendable {
    private let verification: SignatureVerification?
    private let hosts: Set<String>
    private let rate: RequestRate?

    init(_ options: ControlServerOptions) {
        verification =
            options.credentials.isEmpty
            ? nil : SignatureVerification(options.credentials, clock: options.clock)
        hosts = Set(options.hosts.map { $0.lowercased() })
        rate = options.requestsPerSecond.map { RequestRate(perSecond: $0, clock: options.clock) }
    }

    /// Throws why nothing that comes with this header is admitted. Returns what is still to be
    /// verified when the request has arrived whole; nil if there is nothing.
    func claim(of head: RequestHead) throws(Refusal) -> SignatureClaim? {
        guard let verification else {
            try requireOwnClient(head)
            return nil
        }
        return try verification.claim(of: head)
    }

    /// Throws why the request is not admitted.
    func admit(_ request: ReceivedRequest, _ claim: SignatureClaim?) throws(Refusal) {
        try claim?.verify(request)
        if let rate, !rate.admitsOne() {
            throw Refusal(.badRequest, code: "Throttling", "Rate exceeded")
        }
    }

    private func requireOwnClient(_ head: RequestHead) throws(Refusal) {
        if let origin = head.field("origin") {
            throw Refusal(
                .forbidden,
                code: "AccessDenied",
                "Requests of web pages (Origin '\(origin)') are refused as long as no api.credentials are configured"
            )
        }
        let authority = head.request.authority ?? ""
        let host = Self.host(of: authority)
        guard hosts.contains(host) || Self.isLoopback(host) else {
            throw Refusal(
                .forbidden,
                code: "AccessDenied",
                "The host '\(authority)' is neither a loopback address nor one of api.hosts"
            )
        }
    }

    /// Without the port and the brackets.
    private static func host(of authority: String) -> String {
        if authority.hasPrefix("[") {
            return String(authority.dropFirst().prefix { $0 != "]" }).lowercased()
        }
        return String(authority.prefix { $0 != ":" }).lowercased()
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || IPAddress(host)?.isLoopback == true
    }
}
