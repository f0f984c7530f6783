internal import Dispatch

/// Where the tasks of the control plane run: threads of Dispatch's, which grow in number when some of
/// them wait. Swift concurrency's own are as many as there are cores, and may all be held by an
/// embedder's code that waits for the server to start or to stop.
package final class ControlExecutor: TaskExecutor {
    private let queue = DispatchQueue(label: "meridian.control", attributes: .concurrent)

    package static let threads = ControlExecutor()

    private init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            // SAFETY: the job is run once, here; the executor lives as long as the process.
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
