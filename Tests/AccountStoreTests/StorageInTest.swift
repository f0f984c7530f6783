import AccountStore
import Dispatch
import Route53
import Synchronization

/// A storage in memory that waits and fails when a test wants it to.
final class StorageInTest: AccountStorage {
    private let state = Mutex(State())
    /// Signalled when a commit that must wait has begun.
    private let begun = DispatchSemaphore(value: 0)
    private let mayGoOn = DispatchSemaphore(value: 0)

    private struct State {
        var commits: [[Edit]] = []
        var next: [Behaviour] = []
    }

    enum Behaviour {
        /// Waits until the test lets it go on.
        case wait
        case fail(StorageError.Reason)
        case waitAndFail(StorageError.Reason)
    }

    /// What has been committed, group by group.
    var commits: [[Edit]] { state.withLock { $0.commits } }

    /// What the next commits do; those behind them work.
    func behave(_ behaviours: Behaviour...) { state.withLock { $0.next += behaviours } }

    /// Waits until a commit waits.
    func waitForCommit() async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.begun.wait()
                continuation.resume()
            }
        }
    }

    func letGoOn() { mayGoOn.signal() }

    func load() throws(StorageError) -> [Entity] { [] }

    func commit(_ edits: [Edit]) throws(StorageError) {
        let behaviour = state.withLock { $0.next.isEmpty ? nil : $0.next.removeFirst() }
        switch behaviour {
        case .wait, .waitAndFail:
            begun.signal()
            mayGoOn.wait()
        case .fail, nil: break
        }
        switch behaviour {
        case .fail(let reason), .waitAndFail(let reason): throw StorageError("test", reason)
        case .wait, nil: state.withLock { $0.commits.append(edits) }
        }
    }
}
