package import Addressing

/// What a health check probes, and when the probe succeeds.
package struct Endpoint: Sendable, Hashable {
    package let host: Host
    package let port: UInt16
    package let test: Test
    package let interval: RequestInterval
    /// So many results in a row change what is thought of the endpoint.
    package let failureThreshold: Int
    package let measuresLatency: Bool

    /// Where the connection goes.
    package enum Host: Sendable, Hashable {
        case address(IPAddress)
        /// Resolved for every probe, to IPv4.
        case name(String)
    }

    package enum Test: Sendable, Hashable {
        /// A TCP connection.
        case connection
        case request(Request)
    }

    /// An HTTP request, and what its response must be like besides the status.
    package struct Request: Sendable, Hashable {
        package let security: Security
        /// The value of the header Host.
        package let host: String
        /// Begins with a slash.
        package let path: String
        /// Octets that the beginning of the body must hold.
        package let searchString: [UInt8]?
    }

    package enum Security: Sendable, Hashable {
        case plain
        /// TLS; the certificate is not validated. `serverName` is sent in the ClientHello (SNI).
        case tls(serverName: String?)
    }
}

/// Route 53's RequestInterval: the seconds between a response and the next request.
package enum RequestInterval: Int, Sendable, Hashable {
    case fast = 10
    case standard = 30

    package var duration: Duration { .seconds(rawValue) }
}
