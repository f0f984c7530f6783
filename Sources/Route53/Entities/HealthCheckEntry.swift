/// A health check that was made through the API.
package struct HealthCheckEntry: Sendable, Hashable, Codable {
    package let id: ID<HealthCheckEntry>
    package let callerReference: String
    package var config: HealthCheckConfigElement
    /// 1 at first; each update adds one.
    package var version: Int

    package init(
        id: ID<HealthCheckEntry>,
        callerReference: String,
        config: HealthCheckConfigElement,
        version: Int = 1
    ) {
        self.id = id
        self.callerReference = callerReference
        self.config = config
        self.version = version
    }
}
