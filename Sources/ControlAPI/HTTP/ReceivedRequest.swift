internal import HTTPTypes

/// What arrives of a request before its body.
struct RequestHead: Sendable {
    let request: HTTPRequest
    let target: RequestTarget
    /// Names this request in the answer.
    let id: String

    init(_ request: HTTPRequest) {
        self.request = request
        target = RequestTarget(request.path ?? "/")
        id = RequestIdentifier.make()
    }

    var method: String { request.method.rawValue }

    /// A header field; nil if there is none of that name.
    func field(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { request.headerFields[$0] }
    }

    /// `http://127.0.0.1:8053`: how the client calls the server, a proxy's word on TLS counted.
    var origin: String {
        let isSecure = field("x-forwarded-proto")?.lowercased() == "https"
        return "\(isSecure ? "https" : "http")://\(request.authority ?? "")"
    }
}

/// A request that has arrived whole.
struct ReceivedRequest: Sendable {
    let head: RequestHead
    let body: [UInt8]
}

/// Path and query of a request, as they were written and as they are meant.
struct RequestTarget: Sendable {
    /// With percent-encoding.
    let path: String
    /// With percent-encoding, without the question mark; empty if there is none.
    let query: String

    init(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts[0])
        query = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The parts of the path between its slashes, decoded; nil if one is no text. A slash in an
    /// encoded part is part of it; one at the end means nothing.
    var segments: [String]? {
        let parts = path.split(separator: "/").map { PercentEncoding.decode($0) }
        return parts.contains { $0 == nil } ? nil : parts.compactMap(\.self)
    }

    /// The query's members, decoded, in the order in which they stand; nil if one is no text.
    var parameters: [(name: String, value: String)]? {
        var members: [(name: String, value: String)] = []
        for member in query.split(separator: "&") {
            let parts = member.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decodeForm(parts[0]),
                let value = PercentEncoding.decodeForm(parts.count > 1 ? parts[1] : "")
            else { return nil }
            members.append((name, value))
        }
        return members
    }
}
