internal import Foundation

/// What the server knows of the world besides its files and sockets: the time, randomness, the
/// machine. Nothing else reads them; tests put other values in.
public struct LiveEnvironment: Sendable {
    /// Wall time in milliseconds since 1970.
    package var wallMilliseconds: @Sendable () -> UInt64
    /// Time since some fixed moment, never set back.
    package var monotonic: @Sendable () -> Duration
    /// So many octets that nobody can guess.
    package var randomOctets: @Sendable (_ count: Int) -> [UInt8]
    /// Processors that this process may use.
    package var processorCount: Int

    /// The real ones.
    public init() {
        let start = ContinuousClock.now
        wallMilliseconds = { UInt64(max(0, Date().timeIntervalSince1970 * 1000)) }
        monotonic = { start.duration(to: .now) }
        randomOctets = { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
        processorCount = max(1, ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Wall time in seconds since 1970.
    package var wallSeconds: @Sendable () -> UInt64 {
        get {
            let milliseconds = wallMilliseconds
            return { milliseconds() / 1000 }
        }
        set { wallMilliseconds = { newValue() * 1000 } }
    }

    /// 64 random bits.
    var randomBits: UInt64 { randomOctets(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
