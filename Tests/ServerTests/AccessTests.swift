import Addressing
import Answering
import Server
import Telemetry
import Testing

@Suite("Who may ask at a listen address")
struct AccessTests {
    /// A query with OPT, and what it gets who may not ask: REFUSED with EDE 18.
    private static let asked =
        query(id: 5).prefix(10) + [0, 1] + query(id: 5).dropFirst(12) + [
            0, 0, 41, 4, 0, 0, 0, 0, 0, 0, 0,
        ]
    private static func prohibition(of query: [UInt8]) -> [UInt8] {
        Array(refusal(of: query).dropLast(11))
            + [0, 0, 41, 4, 0xd0, 0, 0, 0, 0, 0, 6, 0, 15, 0, 2, 0, 18]
    }

    private static func rules(
        _ refusal: AccessRules.Refusal,
        proxies: [String]? = nil
    ) -> ListenerRules {
        ListenerRules(
            access: AccessRules(
                allow: ["127.0.0.0/8", "198.51.100.0/24"].compactMap { IPPrefix($0) },
                deny: ["127.0.0.2", "198.51.100.128/25"].compactMap { IPPrefix($0) },
                refusal: refusal
            ),
            proxies: proxies?.compactMap { IPPrefix($0) }
        )
    }

    private static let stranger = IPAddress("127.0.0.2")
    private static let friend = IPAddress("127.0.0.3")

    @Test("who may not ask gets REFUSED, with the reason, over UDP and TCP")
    func refused() throws {
        try withServer(rules: Self.rules(.reply)) { server, addresses in
            let asked = Array(Self.asked)
            let udp = try LoopbackClient.udp(to: addresses[0], from: Self.stranger)
            try udp.send(asked)
            #expect(try udp.receive() == Self.prohibition(of: asked))
            let tcp = try LoopbackClient.tcp(to: addresses[0], from: Self.stranger)
            try tcp.send(framed(asked))
            #expect(try tcp.receiveMessage() == Self.prohibition(of: asked))
            #expect(server.counters[.accessRefused] == 2)
            // In no zone: REFUSED as well, but for another reason.
            let other = try LoopbackClient.udp(to: addresses[0], from: Self.friend)
            try other.send(asked)
            #expect(try other.receive().suffix(2) == [0, 20])
            #expect(server.counters[.accessRefused] == 2)
        }
    }

    @Test("or nothing: no reply, no connection")
    func dropped() throws {
        try withServer(rules: Self.rules(.drop)) { server, addresses in
            let udp = try LoopbackClient.udp(to: addresses[0], from: Self.stranger)
            try udp.send(query(id: 1))
            let tcp = try LoopbackClient.tcp(to: addresses[0], from: Self.stranger)
            #expect(try tcp.isClosedByServer())
            #expect(eventually { server.counters[.accessDropped] == 2 })
            #expect(server.counters[.tcpAccepted] == 0)
            let other = try LoopbackClient.udp(to: addresses[0], from: Self.friend)
            try other.send(query(id: 2))
            #expect(try other.receive() == refusal(of: query(id: 2)))
            #expect(server.counters[.udpReplies] == 1)
        }
    }

    private static func proxied(_ source: [UInt8]) -> [UInt8] {
        [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10, 0x21, 0x12, 0, 12] + source
            + [127, 0, 0, 1, 0x30, 0x39, 0, 53]
    }

    @Test("behind a proxy the client that it names counts, and is recorded")
    func proxy() throws {
        let ring = QueryRing(capacity: 10)
        let rules = Self.rules(.reply, proxies: ["127.0.0.3"])
        try withServer(rules: rules, ring: ring) { server, addresses in
            let asked = Array(Self.asked)
            let allowed = Self.proxied([198, 51, 100, 1])
            let denied = Self.proxied([198, 51, 100, 200])
            for header in [allowed, denied] {
                let reason: UInt8 = header == allowed ? 20 : 18
                let udp = try LoopbackClient.udp(to: addresses[0], from: Self.friend)
                try udp.send(header + asked)
                #expect(try udp.receive().last == reason)
                let tcp = try LoopbackClient.tcp(to: addresses[0], from: Self.friend)
                // In pieces, and two queries behind one header.
                try tcp.send(Array(header.prefix(13)))
                try tcp.send(header.dropFirst(13) + framed(asked) + framed(asked))
                #expect(try tcp.receiveMessage().last == reason)
                #expect(try tcp.receiveMessage().last == reason)
            }
            let clients = ring.entries().map { "\($0.peer)" }
            #expect(clients.count == 6)
            #expect(Set(clients) == ["198.51.100.1", "198.51.100.200"])
            #expect(server.counters[.proxyRefused] == 0)
        }
    }

    @Test("without the header, or from anybody else, there is no answer")
    func noProxy() throws {
        try withServer(rules: Self.rules(.reply, proxies: ["127.0.0.3"])) { server, addresses in
            let header = Self.proxied([198, 51, 100, 1])
            let stranger = try LoopbackClient.udp(to: addresses[0], from: Self.stranger)
            try stranger.send(header + query(id: 1))
            let proxy = try LoopbackClient.udp(to: addresses[0], from: Self.friend)
            try proxy.send(query(id: 2))
            try proxy.send(Array(header.dropLast()))
            #expect(
                try LoopbackClient.tcp(to: addresses[0], from: Self.stranger).isClosedByServer()
            )
            let tcp = try LoopbackClient.tcp(to: addresses[0], from: Self.friend)
            try tcp.send(framed(query(id: 3)))
            #expect(try tcp.isClosedByServer())
            #expect(eventually { server.counters[.proxyRefused] == 5 })
            try proxy.send(header + query(id: 4))
            #expect(try proxy.receive() == refusal(of: query(id: 4)))
            #expect(server.counters[.udpReplies] == 1)
        }
    }

    /// A header for 2001:db8:0:`subnet`::1.
    private static func proxied(subnet: UInt16) -> [UInt8] {
        let address =
            [0x20, 1, 0xd, 0xb8, 0, 0, UInt8(subnet >> 8), UInt8(subnet & 0xff)]
            + [UInt8](repeating: 0, count: 7) + [1]
        return [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10, 0x21, 0x21, 0, 36] + address
            + address + [0x30, 0x39, 0, 53]
    }

    @Test(
        "connections through a proxy are limited by the clients that it names: an IPv6 /56 is one",
        arguments: [
            [1, 2, 1, 2, 1].map { proxied([198, 51, 100, $0]) },
            [0x100, 0x200, 0x1ff, 0x2ff, 0x17f].map { proxied(subnet: $0) },
        ]
    )
    func proxiedConnections(_ headers: [[UInt8]]) throws {
        var limits = ConnectionLimits()
        limits.connectionsPerClient = 2
        let rules = ListenerRules(proxies: [try #require(IPPrefix("127.0.0.3"))])
        try withServer(tcp: limits, rules: rules) { server, addresses in
            var open: [LoopbackClient] = []
            for header in headers {
                let tcp = try LoopbackClient.tcp(to: addresses[0], from: Self.friend)
                try tcp.send(header + framed(query(id: 1)))
                #expect(try tcp.receiveMessage() == refusal(of: query(id: 1)))
                open.append(tcp)
            }
            #expect(eventually { server.counters[.tcpEvicted] == 1 })
            #expect(try open[0].isClosedByServer())
        }
    }
}
