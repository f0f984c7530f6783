import Addressing
import Answering
import DNSWire
import Geography
import Server
import Telemetry
import TestSupport
import Testing

@Suite("What is counted of queries")
struct CountingTests {
    /// All samples of all threads: how many queries they stand for.
    private static func takeSamples(
        _ server: DNSServer,
        _ body: (TapRing.Head, TapRing.Taken) -> Void = { _, _ in }
    ) -> Int {
        var weight = 0
        for worker in server.workers {
            worker.samples.take { head, octets, _ in
                weight += head.weight
                body(head, octets)
            }
        }
        return weight
    }

    /// `example.`, with `here.example. A`.
    private static func stateWithZone() throws -> ServingState {
        let lines = [
            ["example. 60 SOA ns.example. hostmaster.example. 1 2 3 4 5"],
            ["here.example. 60 A 192.0.2.1"],
        ]
        let zone = ZoneContents(
            apex: try DomainName(presentation: "example."),
            rrsets: try lines.map(SampleWorld.rrset)
        )
        return try ServingState(
            zones: [zone],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
    }

    @Test("replies are counted by transport, type, code and zone")
    func replies() throws {
        let published = Published(try Self.stateWithZone())
        try withServer(published: published) { server, addresses in
            let udp = try LoopbackClient.udp(to: addresses[0])
            let tcp = try LoopbackClient.tcp(to: addresses[0])
            for name in ["here", "here", "gone"] {
                try udp.send(query(id: 1, name: name))
                _ = try udp.receive()
            }
            try tcp.send(framed(query(id: 1, name: "here")))
            _ = try tcp.receiveMessage()
            try tcp.send(framed(versionQuery))
            _ = try tcp.receiveMessage()
            let zone = try #require(published.latest.zoneNumber)
            let (first, last) = (
                try #require(server.workers.first), try #require(server.workers.last)
            )
            #expect(first.transport == .udp)
            #expect(last.transport == .tcp)
            #expect(first.counters.snapshot.replies(to: .a, code: 0) == 2)
            #expect(first.counters.snapshot.replies(to: .a, code: 3) == 1)
            #expect(first.counters.replies(ofZone: zone) == 3)
            #expect(last.counters.snapshot.replies(to: .a, code: 0) == 1)
            #expect(last.counters.snapshot.replies(to: .txt, code: 5) == 1)
            #expect(last.counters.replies(ofZone: zone) == 1)
        }
    }

    @Test("as long as there are few queries, each is sampled by itself")
    func fewSamples() throws {
        try withServer { server, addresses in
            let udp = try LoopbackClient.udp(to: addresses[0])
            let tcp = try LoopbackClient.tcp(to: addresses[0])
            for id: UInt16 in 1...5 {
                try udp.send(query(id: id))
                _ = try udp.receive()
                try tcp.send(framed(query(id: id)))
                _ = try tcp.receiveMessage()
            }
            var queries: [[UInt8]] = []
            let weight = Self.takeSamples(server) { head, octets in
                #expect(head.weight == 1)
                #expect("\(head.peer)" == "127.0.0.1")
                queries.append(Array(octets.query))
            }
            #expect(weight == 10)
            #expect(queries == (1...5).map { query(id: $0) } + (1...5).map { query(id: $0) })
        }
    }

    @Test("one query of a batch stands for all of it")
    func batch() throws {
        let clock = TestClock()
        try withServer(clock: clock) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            try clock.gate.holdUp {
                try client.send(query(id: 0))
            } while: {
                for id: UInt16 in 1...99 { try client.send(query(id: id)) }
            }
            for _ in 0..<100 { _ = try client.receive() }
            var samples = 0
            #expect(Self.takeSamples(server) { _, _ in samples += 1 } == 100)
            #expect((2...4).contains(samples))
        }
    }

    @Test("samples that nobody takes are dropped, and the next one stands for them too")
    func drops() throws {
        try withServer { server, addresses in
            let count = 3000
            let client = try LoopbackClient.tcp(to: addresses[0])
            for _ in 0..<(count / 50) {
                try client.send(pipeline(of: 50))
                for _ in 0..<50 { _ = try client.receiveMessage() }
            }
            let dropped = server.counters[.samplesDropped]
            #expect(dropped > 0)
            let weight = Self.takeSamples(server)
            #expect(weight == count - Int(dropped))
            try client.send(framed(query(id: 1)))
            _ = try client.receiveMessage()
            #expect(Self.takeSamples(server) == Int(dropped) + 1)
        }
    }

    @Test("one answer in 1,024 is timed")
    func latency() throws {
        try withServer { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            for _ in 0..<41 {
                try client.send(pipeline(of: 50))
                for _ in 0..<50 { _ = try client.receiveMessage() }
            }
            #expect(server.counters.latencyClasses.reduce(0, +) == 2)
        }
    }

    @Test("datagrams that the receive queue has no room for are counted")
    func receiveDrops() throws {
        let clock = TestClock()
        try withServer(clock: clock) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            #expect(server.workers.map(\.receiveDrops) == [0, 0])
            let padded = query(id: 1) + [UInt8](repeating: 0, count: 4000)
            try clock.gate.holdUp {
                try client.send(query(id: 0))
            } while: {
                let isFull = try eventually {
                    for _ in 0..<100 { try client.send(padded) }
                    return server.workers[0].receiveDrops > 0
                }
                #expect(isFull)
            }
        }
    }
}

extension ServingState {
    /// The number of its only zone.
    fileprivate var zoneNumber: Int? { (0..<1024).first { zone($0) != nil } }
}
