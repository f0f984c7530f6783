internal import Synchronization

/// How many requests are admitted: so many a second, and as many at once after a second without.
final class RequestRate: Sendable {
    private let perSecond: Int
    private let clock: ControlClock
    private let state: Mutex<State>

    private struct State {
        var available: Double
        var lastLook: Duration
    }

    init(perSecond: Int, clock: ControlClock) {
        self.perSecond = perSecond
        self.clock = clock
        state = Mutex(State(available: Double(perSecond), lastLook: clock.monotonic()))
    }

    func admitsOne() -> Bool {
        let now = clock.monotonic()
        return state.withLock { state in
            let passed = (now - state.lastLook) / .seconds(1)
            state.lastLook = now
            state.available = min(Double(perSecond), state.available + passed * Double(perSecond))
            guard state.available >= 1 else { return false }
            state.available -= 1
            return true
        }
    }
}
