import Server

/// What the control service reaches of the server around it.
struct ControlParts: Sendable {
    let publication: StatePublication
    let health: HealthService
    let reloader: Reloader
    /// The last queries, if they are recorded.
    let ring: QueryRing?
    let mode: MeridianOptions.Mode
    let seed: UInt64
    /// Threads that answer UDP.
    let workers: Int
    /// Where DNS is served.
    let addresses: @Sendable () -> [String]
    let monotonic: @Sendable () -> Duration
    /// When the server was made.
    let start: Duration
}
