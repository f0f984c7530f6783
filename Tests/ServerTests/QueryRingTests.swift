import Answering
import Server
import Testing

@Suite("Recording queries")
struct QueryRingTests {
    private let published = Published(emptyState())

    private func server(
        _ ring: QueryRing?,
        workers: Int = 1,
        seed: UInt64 = 1
    ) throws -> DNSServer {
        let server = makeServer(
            listen: ["127.0.0.1:0"],
            workers: workers,
            published: published,
            seed: seed,
            ring: ring
        )
        try server.start()
        return server
    }

    @Test("a query is recorded before its reply is sent, with all that the reply came from")
    func record() throws {
        let ring = QueryRing(capacity: 4)
        let server = try server(ring)
        defer { server.stop() }
        let address = try #require(server.boundAddresses.first)
        let udp = try LoopbackClient.udp(to: address)
        try udp.send(versionQuery)
        let reply = try udp.receive()
        let tcp = try LoopbackClient.tcp(to: address)
        try tcp.send(framed(versionQuery))
        _ = try tcp.receiveMessage()
        let entries = ring.entries()
        #expect(entries.map(\.number) == [1, 2])
        let first = try #require(entries.first)
        #expect(first.query == versionQuery)
        #expect(first.reply == reply)
        #expect(first.state === published.latest)
        #expect("\(first.peer)" == "127.0.0.1")
        // The same function with the same arguments gives the same reply.
        var buffer = [UInt8](repeating: 0, count: reply.count)
        var room = buffer.mutableSpan
        let outcome = respond(
            to: first.query.span,
            from: first.peer,
            context: first.context,
            state: first.state,
            into: &room
        )
        #expect(outcome.length == first.outcome.length)
        #expect(buffer == reply)
    }

    @Test("the oldest go first, and of what is too long the beginning is kept")
    func bounds() throws {
        let ring = QueryRing(capacity: 3)
        let server = try server(ring)
        defer { server.stop() }
        let tcp = try LoopbackClient.tcp(to: try #require(server.boundAddresses.first))
        for length in [0, 1, 2, 3, 600] {
            // Octets behind the message are a format error, whatever they are.
            try tcp.send(framed(versionQuery + [UInt8](repeating: 7, count: length)))
            _ = try tcp.receiveMessage()
        }
        #expect(ring.entries().map(\.number) == [3, 4, 5])
        let kept = ring.entries().map(\.query.count)
        #expect(kept == [versionQuery.count + 2, versionQuery.count + 3, QueryRing.queryRoom])
        #expect(ring.entries(after: 4).map(\.number) == [5])
        #expect(ring.entries(after: 5).isEmpty)
        #expect(ring.entries(after: .max).isEmpty)
    }

    @Test("the seed alone decides what random choices are made from")
    func seed() throws {
        let drawn = try [7, 7, 8].map { (seed: UInt64) in
            let ring = QueryRing(capacity: 100)
            let server = try server(ring, seed: seed)
            defer { server.stop() }
            let address = try #require(server.boundAddresses.first)
            let udp = try LoopbackClient.udp(to: address)
            let tcp = try LoopbackClient.tcp(to: address)
            for _ in 0..<10 {
                try udp.send(versionQuery)
                _ = try udp.receive()
                try tcp.send(framed(versionQuery))
                _ = try tcp.receiveMessage()
            }
            return ring.entries().map(\.context.random)
        }
        #expect(Set(drawn[0]).count == 20)
        #expect(drawn[0] == drawn[1])
        #expect(Set(drawn[0]).isDisjoint(with: drawn[2]))
    }

    @Test("nothing is lost or mixed up when several threads record")
    func threads() throws {
        let ring = QueryRing(capacity: 4096)
        let server = try server(ring, workers: 4)
        defer { server.stop() }
        let address = try #require(server.boundAddresses.first)
        let clients = try (0..<16).map { _ in try LoopbackClient.udp(to: address) }
        for number in 0..<50 {
            for (index, client) in clients.enumerated() {
                try client.send([UInt8(index), UInt8(number)] + versionQuery.dropFirst(2))
            }
            for client in clients { _ = try client.receive() }
        }
        let entries = ring.entries()
        #expect(entries.count == 800)
        #expect(Set(entries.map { $0.query.prefix(2) }).count == 800)
        #expect(entries.allSatisfy { $0.query.prefix(2) == $0.reply.prefix(2) })
    }
}
