/// How a transfer ended, in what libcurl says of it.
struct EndedTransfer: Sendable {
    var end: End
    /// A few words, if the end is not good.
    var text: String
    var status: HTTPStatus?
    /// As much of it as was waited for.
    var body: [UInt8]
    var latency: ProbeLatency

    enum End: Sendable {
        case goalReached
        case notConnected
        case tlsFailed
        case notHTTP
        case headersTooLong
        case closed
        case noResources
    }

    /// What it says about an endpoint that was tested so.
    func result(of test: Endpoint.Test) -> ProbeResult {
        if let status, !status.isSuccess { return .failure(.status(status)) }
        switch end {
        case .goalReached: return resultOfGoal(test)
        case .notConnected: return .failure(.notConnected(reason: text))
        case .tlsFailed: return .failure(.tlsFailed(reason: text))
        case .notHTTP: return .failure(.notHTTP(reason: text))
        case .headersTooLong: return .failure(.headersTooLong)
        case .closed:
            return .failure(status.map { .bodyCutShort($0) } ?? .noResponse(reason: text))
        case .noResources: return .notMade(reason: text)
        }
    }

    private func resultOfGoal(_ test: Endpoint.Test) -> ProbeResult {
        guard case .request(let request) = test, let status else { return .success(.connected) }
        guard let searchString = request.searchString else { return .success(.response(status)) }
        return body.span.holds(searchString.span)
            ? .success(.response(status)) : .failure(.stringNotFound(status))
    }
}

extension HTTPStatus {
    private static let longestReason = 64

    /// Takes the reason phrase out of a line such as `HTTP/1.1 200 OK`. The endpoint wrote it, so
    /// that only what is safe to print stays.
    init(code: Int, statusLine: [UInt8]) {
        let space = UInt8(ascii: " ")
        let words = statusLine.split(separator: space, maxSplits: 2)
        let phrase = words.count == 3 ? words[2] : []
        let printable = phrase.filter { $0.isVisibleASCII || $0 == space }
        self.init(
            code: code,
            reason: String(decoding: printable.prefix(Self.longestReason), as: UTF8.self)
        )
    }
}

extension Span<UInt8> {
    /// Whether these octets stand somewhere in one piece.
    func holds(_ wanted: Span<UInt8>) -> Bool {
        guard wanted.count <= count else { return false }
        for start in 0...(count - wanted.count) {
            var matching = 0
            while matching < wanted.count, self[start + matching] == wanted[matching] {
                matching += 1
            }
            if matching == wanted.count { return true }
        }
        return false
    }
}
