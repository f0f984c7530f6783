/// The clocks that the server lives by. It reads none itself.
package struct ServerClock: Sendable {
    /// Wall time in seconds since 1970, modulo 2³²: for the timestamps of cookies.
    package var wallSeconds: @Sendable () -> UInt32
    /// Time since some fixed moment, never set back: for time-outs and deadlines.
    package var monotonic: @Sendable () -> Duration

    package init(
        wallSeconds: @escaping @Sendable () -> UInt32,
        monotonic: @escaping @Sendable () -> Duration
    ) {
        self.wallSeconds = wallSeconds
        self.monotonic = monotonic
    }
}
