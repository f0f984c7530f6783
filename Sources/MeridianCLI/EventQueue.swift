import Dispatch
import Synchronization

/// What happens to a process from several sides, taken one after the other where it suits.
final class EventQueue<Event: Sendable>: Sendable {
    private let waiting = Mutex<[Event]>([])
    private let count = DispatchSemaphore(value: 0)

    func append(_ event: Event) {
        waiting.withLock { $0.append(event) }
        count.signal()
    }

    /// Waits for the next event.
    func next() -> Event {
        while true {
            count.wait()
            let first = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            if let first { return first }
        }
    }
}
