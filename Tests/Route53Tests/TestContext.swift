import Route53
import Synchronization
import TestSupport

/// What operations are told of the world in tests: always the same time, and random octets that
/// are the same in every run.
final class TestContext: Sendable {
    private let generator = Mutex(SeededRandom(seed: 53))

    var context: RequestContext {
        RequestContext(now: Timestamp(milliseconds: 1_700_000_000_000)) { count in
            self.generator.withLock { generator in
                (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }
        }
    }
}
