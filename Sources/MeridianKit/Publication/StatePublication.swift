import Answering
import HealthChecking
import Synchronization

/// Publishes the state that answers are made from: the content when it was read anew, and who is
/// healthy when that has changed. Both come whenever they will; neither is lost.
final class StatePublication: Sendable {
    let published: Published<ServingState>
    /// The newest board. Whoever publishes holds it, and nobody for longer than that takes.
    private let board: Mutex<HealthBoard>

    init(_ state: ServingState) {
        published = Published(state)
        board = Mutex(HealthBoard())
    }

    var latest: ServingState { published.latest }

    /// Publishes new content, with everybody's health as it is known.
    func publish(_ state: ServingState) {
        board.withLock { published.publish(state.replacing(health: $0.unhealthyWords)) }
    }

    /// Publishes everybody's health with the same content: no zone is compiled anew.
    func publish(_ newBoard: HealthBoard) {
        board.withLock { board in
            board = newBoard
            published.publish(published.latest.replacing(health: newBoard.unhealthyWords))
        }
    }
}
