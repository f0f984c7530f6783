import Glibc
import Server
import Telemetry
import Testing

/// A full send buffer cannot be had on loopback, which takes what is sent at once. So the system
/// is played here: it fails when it is told to.
@Suite("Replies that the system does not take")
struct SendFailureTests {
    @Test("all are sent, however few at a time", arguments: [1, 3, 64])
    func portions(_ portion: Int) {
        let outcome = send(64) { _, _ in .success(portion) }
        #expect(outcome.taken == Array(0..<64))
        #expect(outcome.counters[.udpReplies] == 64)
    }

    @Test("a full buffer is waited for, once, and the rest is sent from where it stopped")
    func room() {
        let outcome = send(64, roomComes: true) { call, _ in
            switch call {
            case 0: .success(10)
            case 1: .failure(EAGAIN)
            default: .success(64)
            }
        }
        #expect(outcome.taken == Array(0..<64))
        #expect(outcome.waits == 1)
        #expect(outcome.counters[.udpReplies] == 64)
        #expect(outcome.counters[.sendBufferFull] == 0)
    }

    @Test("a buffer that stays full costs the rest of the batch, which is counted")
    func stuck() {
        let outcome = send(64, roomComes: false) { call, _ in
            call == 0 ? .success(10) : .failure(EAGAIN)
        }
        #expect(outcome.taken == Array(0..<10))
        #expect(outcome.waits == 1)
        #expect(outcome.counters[.udpReplies] == 10)
        #expect(outcome.counters[.sendBufferFull] == 54)
    }

    @Test("a buffer that is full again is not waited for a second time")
    func fullAgain() {
        let outcome = send(64, roomComes: true) { call, _ in
            call % 2 == 0 ? .success(10) : .failure(EAGAIN)
        }
        #expect(outcome.taken == Array(0..<20))
        #expect(outcome.waits == 1)
        #expect(outcome.counters[.sendBufferFull] == 44)
    }

    @Test(
        "a reply that fails by itself costs none of those around it",
        arguments: [
            (ENOBUFS, .sendBufferFull), (ENOMEM, .sendBufferFull), (EPERM, .sendNotPermitted),
            (ENETUNREACH, .sendUnreachable), (ECONNREFUSED, .sendRefused),
            (EMSGSIZE, .sendTooLong), (EINVAL, .sendFailed),
        ] as [(Int32, ServerEvent)]
    )
    func single(_ code: Int32, _ event: ServerEvent) {
        let failing: Set<Int> = [0, 1, 30, 63]
        let outcome = send(64) { _, first in
            if failing.contains(first) { return .failure(code) }
            // As sendmmsg does it: up to the one that fails, which the next call meets first.
            return .success((failing.filter { $0 > first }.min() ?? 64) - first)
        }
        #expect(outcome.taken == (0..<64).filter { !failing.contains($0) })
        #expect(outcome.waits == 0)
        #expect(outcome.counters[.udpReplies] == 60)
        #expect(outcome.counters[event] == 4)
    }

    @Test("an interrupted call is repeated")
    func interrupted() {
        let outcome = send(2) { call, _ in call < 5 ? .failure(EINTR) : .success(1) }
        #expect(outcome.taken == [0, 1])
        #expect(outcome.counters[.udpReplies] == 2)
    }

    private struct Outcome {
        /// The replies that the system took, in its order.
        var taken: [Int] = []
        var waits = 0
        var counters = CounterSnapshot()
    }

    private enum Answer {
        /// Takes up to so many.
        case success(Int)
        case failure(Int32)
    }

    /// `system` answers the calls, of which it is told the number and the first reply.
    private func send(
        _ count: Int,
        roomComes: Bool = false,
        _ system: (Int, Int) -> Answer
    ) -> Outcome {
        let counters = WorkerCounters()
        var outcome = Outcome()
        var call = 0
        sendInOrder(
            count,
            counting: counters,
            send: { first throws(SystemError) in
                defer { call += 1 }
                switch system(call, first) {
                case .failure(let code): throw SystemError(call: "sendmmsg", code: code)
                case .success(let most):
                    let taken = first..<min(first + most, count)
                    outcome.taken += taken
                    return taken.count
                }
            },
            awaitRoom: {
                outcome.waits += 1
                return roomComes
            }
        )
        outcome.counters = counters.snapshot
        return outcome
    }
}
