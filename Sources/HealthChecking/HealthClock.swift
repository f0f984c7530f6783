/// The clocks that health checking lives by. It reads none itself.
package struct HealthClock: Sendable {
    /// Time since some fixed moment, never set back: for intervals and time-outs.
    package var monotonic: @Sendable () -> Duration
    /// Wall time in seconds since 1970: for reports.
    package var wallSeconds: @Sendable () -> UInt64

    package init(
        monotonic: @escaping @Sendable () -> Duration,
        wallSeconds: @escaping @Sendable () -> UInt64
    ) {
        self.monotonic = monotonic
        self.wallSeconds = wallSeconds
    }

    var now: Moment { Moment(monotonic: monotonic(), wallSeconds: wallSeconds()) }
}

/// What both clocks say.
package struct Moment: Sendable, Hashable {
    package var monotonic: Duration
    package var wallSeconds: UInt64

    package init(monotonic: Duration, wallSeconds: UInt64) {
        self.monotonic = monotonic
        self.wallSeconds = wallSeconds
    }
}
