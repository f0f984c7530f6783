import Addressing
import Answering
import Geography
import Glibc
import Server
import Synchronization

/// A server on loopback for the length of a test.
func withServer(
    listen: [String] = ["127.0.0.1:0"],
    workers: Int = 1,
    tcp: ConnectionLimits = ConnectionLimits(),
    rules: ListenerRules? = nil,
    clock: TestClock = TestClock(),
    published: Published<ServingState> = Published(emptyState()),
    ring: QueryRing? = nil,
    _ test: (DNSServer, [SocketAddress]) throws -> Void
) throws {
    let server = makeServer(
        listen: listen,
        workers: workers,
        tcp: tcp,
        rules: rules,
        clock: clock,
        published: published,
        ring: ring
    )
    try server.start()
    defer { server.stop() }
    try test(server, server.boundAddresses)
}

/// Runs a test that takes a certain port anew, with another one, if a test that runs at the same
/// time has taken it.
func retryingIfPortIsTaken(_ test: () throws -> Void) throws {
    for _ in 0..<20 {
        do { return try test() } catch StartError.portInUse { continue }
    }
    try test()
}

func makeServer(
    listen: [String],
    optionalListen: [String] = [],
    workers: Int = 1,
    tcp: ConnectionLimits = ConnectionLimits(),
    rules: ListenerRules? = nil,
    clock: TestClock = TestClock(),
    published: Published<ServingState> = Published(emptyState()),
    seed: UInt64 = 1,
    ring: QueryRing? = nil
) -> DNSServer {
    let addresses = listen.compactMap { SocketAddress($0) }
    let rules = rules.map { rules in Dictionary(uniqueKeysWithValues: addresses.map { ($0, rules) })
    }
    return DNSServer(
        options: ServerOptions(
            listen: addresses,
            optionalListen: optionalListen.compactMap { SocketAddress($0) },
            workers: workers,
            tcp: tcp,
            rules: rules ?? [:]
        ),
        published: published,
        clock: clock.serverClock,
        seed: seed,
        ring: ring
    )
}

/// A state without zones: every query is refused.
func emptyState(options: AnswerOptions = AnswerOptions()) -> ServingState {
    ServingState(
        zones: [PublishedZone](),
        locations: .unknownEverywhere,
        options: options
    )
}

/// Time that passes only when a test says so.
final class TestClock: Sendable {
    private let elapsed = Mutex(Duration.zero)
    private let count = Atomic<Int>(0)
    /// Stands before every look at the wall clock: where a thread has received, and begins to
    /// answer.
    let gate = Gate()

    func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }

    /// How often the server has looked at the monotonic clock.
    var looks: Int { count.load(ordering: .sequentiallyConsistent) }

    var serverClock: ServerClock {
        ServerClock(
            wallSeconds: {
                self.gate.pass()
                return 1_750_000_000
            },
            monotonic: {
                self.count.add(1, ordering: .sequentiallyConsistent)
                return self.elapsed.withLock { $0 }
            }
        )
    }
}

/// Looks again and again until the condition holds; false if it does not within a time that is
/// long enough for a machine that is busy with other things.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(60)
    while clock.now < deadline {
        if try condition() { return true }
        usleep(500)  // leaves the processor to those who are waited for
    }
    return false
}

/// True once a count that has begun to rise stays the same for a while. On a busy machine it may
/// only seem so: tests must not depend on it.
func stalls(_ count: () -> UInt64) -> Bool {
    let patience = Duration.milliseconds(300)
    let clock = ContinuousClock()
    var last: UInt64 = 0
    var since = clock.now
    return eventually {
        let now = count()
        if now != last {
            last = now
            since = clock.now
        }
        return last > 0 && clock.now - since > patience
    }
}

/// A query for `name.example.` A, without EDNS.
func query(id: UInt16, name: String = "www") -> [UInt8] {
    [UInt8(id >> 8), UInt8(id & 0xff), 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        + [UInt8(name.utf8.count)] + Array(name.utf8) + [7] + Array("example".utf8) + [0]
        + [0, 1, 0, 1]
}

/// CH TXT version.server, which is answered from the options of the state.
let versionQuery: [UInt8] =
    [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] + [7] + Array("version".utf8) + [6]
    + Array("server".utf8) + [0, 0, 16, 0, 3]

/// The reply to a query for a name in no zone: REFUSED, with the question.
func refusal(of query: [UInt8]) -> [UInt8] {
    var reply = query
    reply[2] |= 0x80
    reply[3] = 5
    return reply
}

/// A message as it goes over TCP.
func framed(_ message: [UInt8]) -> [UInt8] {
    [UInt8(message.count >> 8), UInt8(message.count & 0xff)] + message
}

/// Queries with the identifiers 0, 1, 2 … one after the other, as they go over TCP.
func pipeline(of count: Int) -> [UInt8] {
    let message = framed(query(id: 0))
    var stream = Array(repeatElement(message, count: count).joined())
    for index in 0..<count {
        stream[index * message.count + 2] = UInt8(index >> 8 & 0xff)
        stream[index * message.count + 3] = UInt8(index & 0xff)
    }
    return stream
}
