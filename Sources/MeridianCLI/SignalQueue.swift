import Dispatch
import Foundation
import Synchronization

/// Signals, taken one after the other where it suits, instead of interrupting.
final class SignalQueue {
    private let arrivals = Arrivals()
    private var sources: [any DispatchSourceSignal] = []

    /// From now on `signals` no longer have their usual effect.
    init(_ signals: [Int32]) {
        for number in signals {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [arrivals] in arrivals.append(number) }
            source.activate()
            sources.append(source)
        }
    }

    /// Waits for the next signal.
    func next() -> Int32 { arrivals.next() }

    private final class Arrivals: Sendable {
        private let waiting = Mutex<[Int32]>([])
        private let count = DispatchSemaphore(value: 0)

        func append(_ number: Int32) {
            waiting.withLock { $0.append(number) }
            count.signal()
        }

        func next() -> Int32 {
            while true {
                count.wait()
                let first = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
                if let first { return first }
            }
        }
    }
}
