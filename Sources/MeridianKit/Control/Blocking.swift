#if ControlAPI
    import ControlAPI
    import Dispatch
    import Synchronization

    /// Waits for asynchronous work, on any thread.
    enum Blocking {
        /// - Parameter work: what to do.
        /// - Returns: what came of it.
        /// - Throws: what it throws.
        static func wait<Value: Sendable>(
            for work: @escaping @Sendable () async throws -> Value
        ) throws -> Value {
            let place = start(work)
            place.isFilled.wait()
            guard let result = place.result.withLock({ $0 }) else {
                preconditionFailure("the signal comes behind the result")
            }
            return try result.get()
        }

        /// The same for so long at most; what takes longer goes on by itself.
        static func wait(
            atMost patience: DispatchTimeInterval,
            for work: @escaping @Sendable () async -> Void
        ) {
            _ = start(work).isFilled.wait(timeout: .now() + patience)
        }

        private static func start<Value: Sendable>(
            _ work: @escaping @Sendable () async throws -> Value
        ) -> Place<Value> {
            let place = Place<Value>()
            // Not on Swift concurrency's own threads, which all may be waiting here.
            Task(executorPreference: ControlExecutor.threads) {
                let result: Result<Value, any Error>
                do {
                    result = .success(try await work())
                } catch {
                    result = .failure(error)
                }
                place.result.withLock { $0 = result }
                place.isFilled.signal()
            }
            return place
        }

        private final class Place<Value: Sendable>: Sendable {
            let result = Mutex<Result<Value, any Error>?>(nil)
            let isFilled = DispatchSemaphore(value: 0)
        }
    }
#endif
