import Dispatch
import Synchronization

/// Holds up one thread, once, so that a test can do something at just that moment.
final class Gate: Sendable {
    /// Longer than anything takes on a slow machine: a test that fails ends all the same.
    private static let patience = DispatchTimeInterval.seconds(60)

    private let isShut = Atomic<Bool>(false)
    private let reached = DispatchSemaphore(value: 0)
    private let opened = DispatchSemaphore(value: 0)

    struct NeverReached: Error {}

    /// Does what brings a thread to the gate, and keeps it there while `body` runs.
    func holdUp(_ begin: () throws -> Void, while body: () throws -> Void) throws {
        isShut.store(true, ordering: .sequentiallyConsistent)
        try begin()
        guard reached.wait(timeout: .now() + Self.patience) == .success else {
            throw NeverReached()
        }
        defer { opened.signal() }
        try body()
    }

    /// Waits if the gate is shut; it lets everybody pass from the second thread on.
    func pass() {
        guard isShut.exchange(false, ordering: .sequentiallyConsistent) else { return }
        reached.signal()
        _ = opened.wait(timeout: .now() + Self.patience)
    }
}
