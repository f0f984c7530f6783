import Dispatch
import OperatorFiles
import Synchronization

/// What is to be looked at anew, gathered until somebody has the time.
final class ReloadRequests: Sendable {
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    private struct State {
        var waiting: ReloadRequest?
        var isOver = false
    }

    /// What `next` has to say.
    enum Next {
        case request(ReloadRequest)
        /// Nothing came in time.
        case nothing
        /// Nothing will come any more.
        case end
    }

    /// Requests that come during a reload wait together for the next.
    func add(_ request: ReloadRequest) {
        state.withLock { state in
            guard !state.isOver else { return }
            if state.waiting == nil {
                state.waiting = request
            } else {
                state.waiting?.merge(request)
            }
        }
        arrivals.signal()
    }

    func end() {
        state.withLock { $0.isOver = true }
        arrivals.signal()
    }

    /// Waits for the next request, for so long.
    func next(within patience: DispatchTimeInterval) -> Next {
        _ = arrivals.wait(timeout: .now() + patience)
        return state.withLock { state in
            if state.isOver { return .end }
            return state.waiting.take().map { .request($0) } ?? .nothing
        }
    }
}

/// A wish to have files looked at.
struct ReloadRequest: Sendable {
    private(set) var changes: FileChanges
    /// Somebody asked, and wants to hear of everything that is wrong.
    private(set) var isExplicit: Bool
    private(set) var completions: [@Sendable (ReloadReport) -> Void]

    init(
        _ changes: FileChanges,
        isExplicit: Bool = false,
        completion: (@Sendable (ReloadReport) -> Void)? = nil
    ) {
        self.changes = changes
        self.isExplicit = isExplicit
        completions = completion.map { [$0] } ?? []
    }

    mutating func merge(_ other: ReloadRequest) {
        changes.formUnion(other.changes)
        isExplicit = isExplicit || other.isExplicit
        completions += other.completions
    }
}
