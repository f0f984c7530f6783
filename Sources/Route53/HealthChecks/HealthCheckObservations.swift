package import HealthChecking

/// Children of GetHealthCheckStatusResponse and GetHealthCheckLastFailureReasonResponse: one
/// observation of each checker. The one checker here, this server, has neither a Region nor an
/// address that it would know, so that observations leave both out.
package struct HealthCheckObservationsResponse: Sendable, Hashable, Encodable {
    package let observations: ElementList<HealthCheckObservationElement, ObservationName>

    package enum ObservationName: ElementName {
        package static let text = "HealthCheckObservation"
    }

    private enum CodingKeys: String, CodingKey { case observations = "HealthCheckObservations" }

    /// None before there is one, and of checks without an endpoint.
    package init(_ observation: Observation?) {
        observations = ElementList(
            observation.map { [HealthCheckObservationElement($0)] } ?? []
        )
    }
}

package struct HealthCheckObservationElement: Sendable, Hashable, Encodable {
    package let statusReport: StatusReport

    package struct StatusReport: Sendable, Hashable, Encodable {
        package let status: String
        package let checkedTime: Timestamp

        private enum CodingKeys: String, CodingKey {
            case status = "Status"
            case checkedTime = "CheckedTime"
        }
    }

    private enum CodingKeys: String, CodingKey { case statusReport = "StatusReport" }

    init(_ observation: Observation) {
        statusReport = StatusReport(
            status: "\(observation.result)",
            checkedTime: Timestamp(milliseconds: Int64(observation.checkedAt) * 1000)
        )
    }
}

/// Children of GetCheckerIpRangesResponse. Checks come from whatever address the system gives this
/// server for the way to an endpoint; there is no range to tell.
package struct GetCheckerIPRangesResponse: Sendable, Hashable, Encodable {
    package let ranges = ElementList<String, MemberName>([])

    package init() {}

    private enum CodingKeys: String, CodingKey { case ranges = "CheckerIpRanges" }
}

/// What the items of some lists are called, literally.
package enum MemberName: ElementName { package static let text = "member" }
