import Dispatch
import Foundation

/// Signals that are told, instead of interrupting.
final class SignalSources {
    private let sources: [any DispatchSourceSignal]

    /// From now on `signals` no longer have their usual effect.
    init(_ signals: [Int32], tell: @escaping @Sendable (Int32) -> Void) {
        sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { tell(number) }
            source.activate()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
