internal import Dispatch
internal import Foundation
internal import Synchronization

/// Work that is done beside this thread's, on a thread of its own, which has the priority that this
/// one has now (pthread_create(3) passes the scheduling policy on; Dispatch's threads know nothing
/// of it): what is read in the background must not come to the fore by being shared out.
package final class SideThread<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts with the work.
    package init(_ name: String, work: @escaping @Sendable () -> Result) {
        let thread = Thread { [self] in
            let result = work()
            self.result.withLock { $0 = result }
            isDone.signal()
        }
        thread.name = name
        thread.start()
    }

    /// Waits for the work to be done. To be called once.
    package func join() -> Result {
        isDone.wait()
        guard let result = result.withLock({ $0.take() }) else {
            preconditionFailure("a side thread is joined once")
        }
        return result
    }
}
