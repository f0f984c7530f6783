package import Addressing

/// A result and its circumstances: what Route 53's HealthCheckObservation tells.
package struct Observation: Sendable, Hashable {
    package let result: ProbeResult
    /// What was connected to; nil if its name was not resolved.
    package let address: IPAddress?
    /// Nil unless the check measures latency.
    package let latency: ProbeLatency?
    /// In seconds since 1970: Route 53's CheckedTime.
    package let checkedAt: UInt64

    package init(
        result: ProbeResult,
        address: IPAddress?,
        latency: ProbeLatency?,
        checkedAt: UInt64
    ) {
        self.result = result
        self.address = address
        self.latency = latency
        self.checkedAt = checkedAt
    }
}

/// An observation, and what it is of: for logs and metrics.
package struct CheckObservation: Sendable, Hashable {
    package let id: HealthCheckID
    package let observation: Observation
}

/// Times from the start of a probe.
package struct ProbeLatency: Sendable, Hashable {
    package let toConnection: Duration
    /// Nil for a probe of the connection alone.
    package let toFirstOctet: Duration?

    package init(toConnection: Duration, toFirstOctet: Duration?) {
        self.toConnection = toConnection
        self.toFirstOctet = toFirstOctet
    }
}

/// What a prober hands back: an observation that nobody has dated.
package struct ProbeOutcome: Sendable, Hashable {
    package var result: ProbeResult
    package var address: IPAddress?
    package var latency: ProbeLatency?

    package init(
        _ result: ProbeResult,
        address: IPAddress? = nil,
        latency: ProbeLatency? = nil
    ) {
        self.result = result
        self.address = address
        self.latency = latency
    }
}
