import Dispatch
import Synchronization

/// Waits for asynchronous work on a thread that has time to: one of Swift concurrency's own has
/// not, for the work may need it.
enum Blocking {
    static func wait<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let place = Place<Value>()
        Task {
            let value = await work()
            place.value.withLock { $0 = value }
            place.isFilled.signal()
        }
        place.isFilled.wait()
        guard let value = place.value.withLock({ $0 }) else {
            preconditionFailure("the signal comes behind the value")
        }
        return value
    }

    static func wait<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        try wait { () async -> Result<Value, any Error> in
            do {
                return .success(try await work())
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private final class Place<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
        let isFilled = DispatchSemaphore(value: 0)
    }
}
