/// What became of one probe.
package enum ProbeResult: Sendable, Hashable {
    case success(ProbeSuccess)
    case failure(ProbeFailure)
    /// For want of memory or descriptors here: it says nothing about the endpoint.
    case notMade(reason: String)

    /// What it says about the endpoint, if anything.
    package var health: Health? {
        switch self {
        case .success: .healthy
        case .failure: .unhealthy
        case .notMade: nil
        }
    }
}

package enum ProbeSuccess: Sendable, Hashable {
    case connected
    case response(HTTPStatus)
}

package enum ProbeFailure: Sendable, Hashable {
    case nameNotResolved(reason: String)
    case notConnected(reason: String)
    case connectionTimedOut
    case tlsFailed(reason: String)
    case statusTimedOut
    /// The connection was closed before there was a status line.
    case noResponse(reason: String)
    case notHTTP(reason: String)
    case headersTooLong
    case status(HTTPStatus)
    case bodyTimedOut(HTTPStatus)
    /// The connection was closed in the middle of the body.
    case bodyCutShort(HTTPStatus)
    case stringNotFound(HTTPStatus)
}

/// What an endpoint says in its status line.
package struct HTTPStatus: Sendable, Hashable {
    package let code: Int
    /// As sent; may be empty.
    package let reason: String

    package init(code: Int, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// 2xx and 3xx.
    package var isSuccess: Bool { (200..<400).contains(code) }
}

extension HTTPStatus: CustomStringConvertible {
    package var description: String {
        reason.isEmpty ? "HTTP Status Code \(code)" : "HTTP Status Code \(code), \(reason)"
    }
}

extension ProbeResult: CustomStringConvertible {
    /// In the form of Route 53's StatusReport: `Success: HTTP Status Code 200, OK`.
    package var description: String {
        switch self {
        case .success(.connected): "Success: the TCP connection was established"
        case .success(.response(let status)): "Success: \(status)"
        case .failure(let failure): "Failure: \(failure)"
        case .notMade(let reason): "Not checked: \(reason)"
        }
    }
}

extension ProbeFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .nameNotResolved(let reason): "DNS resolution failed: \(reason)"
        case .notConnected(let reason): "could not connect: \(reason)"
        case .connectionTimedOut: "could not connect within the timeout limit"
        case .tlsFailed(let reason): "TLS negotiation failed: \(reason)"
        case .statusTimedOut: "no HTTP status code within the timeout limit"
        case .noResponse(let reason): "connection closed before an HTTP status code: \(reason)"
        case .notHTTP(let reason): "the response is not HTTP: \(reason)"
        case .headersTooLong: "the headers of the response are too long"
        case .status(let status): "\(status)"
        case .bodyTimedOut(let status): "\(status), but no body within the timeout limit"
        case .bodyCutShort(let status): "\(status), but connection closed inside the body"
        case .stringNotFound(let status):
            "\(status), but the search string is not in the first"
                + " \(ProbeLimits.searchedOctets) bytes of the body"
        }
    }
}
