import Addressing
import Answering
import Server
import Telemetry
import Testing

@Suite("Few and small replies over UDP")
struct ReplyRestraintTests {
    private static func options(rate: Int?, size: Int? = nil) -> AnswerOptions {
        var options = AnswerOptions()
        options.version = String(repeating: "v", count: 250)
        options.cookieSecret = [UInt8](0..<16)
        options.udpSizeWithoutCookie = size
        if let rate {
            var limit = RateLimit()
            limit.repliesPerSecond = rate
            options.rateLimit = limit
        }
        return options
    }

    /// `versionQuery` with a cookie, as far as there is one.
    private static func query(cookie: [UInt8]) -> [UInt8] {
        let length = UInt8(cookie.count)
        return Array(versionQuery.prefix(10)) + [0, 1] + versionQuery.dropFirst(12)
            + [0, 0, 41, 4, 0xd0, 0, 0, 0, 0, 0, length + 4, 0, 10, 0, length] + cookie
    }

    private static let clientCookie: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

    /// The server cookie of a reply: the last 24 octets are both cookies.
    private static func cookie(of reply: [UInt8]) -> [UInt8] { Array(reply.suffix(24)) }

    @Test("above the limit every second reply goes out, truncated; time brings more")
    func slip() throws {
        let clock = TestClock()
        let published = Published(emptyState(options: Self.options(rate: 4)))
        try withServer(clock: clock, published: published) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            for _ in 0..<4 {
                try client.send(versionQuery)
                #expect(try client.receive().count > 250)
            }
            for round: UInt64 in 1...3 {
                try client.send(versionQuery)
                try client.send(versionQuery)
                var truncated = versionQuery
                truncated[2] = 0x82
                #expect(try client.receive() == truncated)
                #expect(server.counters[.rateLimited] == round)
                #expect(server.counters[.slipped] == round)
            }
            clock.advance(by: .milliseconds(500))
            for _ in 0..<2 {
                try client.send(versionQuery)
                #expect(try client.receive().count > 250)
            }
            #expect(server.counters[.answers] == 6)
            #expect(server.counters[.truncatedReplies] == 3)
        }
    }

    @Test("an error above the limit stays what it is, and invites to TCP")
    func error() throws {
        let published = Published(emptyState(options: Self.options(rate: 1)))
        try withServer(published: published) { _, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            for id: UInt16 in 1...3 { try client.send(ServerTests.query(id: id)) }
            #expect(try client.receive() == refusal(of: ServerTests.query(id: 1)))
            var invitation = refusal(of: ServerTests.query(id: 3))
            invitation[2] |= 2
            #expect(try client.receive() == invitation)
        }
    }

    @Test("who shows a cookie, or asks over TCP, is not limited; who makes one up is")
    func proven() throws {
        let published = Published(emptyState(options: Self.options(rate: 1)))
        try withServer(published: published) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            try client.send(Self.query(cookie: Self.clientCookie))
            let cookie = Self.cookie(of: try client.receive())
            #expect(cookie.prefix(8) == Self.clientCookie[...])
            for _ in 0..<50 {
                try client.send(Self.query(cookie: cookie))
                #expect(try client.receive().count > 250)
            }
            let tcp = try LoopbackClient.tcp(to: addresses[0])
            for _ in 0..<50 {
                try tcp.send(framed(versionQuery))
                #expect(try tcp.receiveMessage().count > 250)
            }
            #expect(server.counters[.rateLimited] + server.counters[.slipped] == 0)
            let forged = Array(cookie.dropLast()) + [(cookie.last ?? 0) ^ 1]
            for _ in 0..<2 { try client.send(Self.query(cookie: forged)) }
            #expect(try client.receive().count < 100)
            #expect(server.counters[.rateLimited] == 1)
        }
    }

    @Test("a long reply goes whole only to those who have shown a cookie")
    func size() throws {
        let published = Published(emptyState(options: Self.options(rate: nil, size: 200)))
        try withServer(published: published) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            try client.send(Self.query(cookie: Self.clientCookie))
            let truncated = try client.receive()
            #expect(truncated[2] & 2 == 2 && truncated.count < 100)
            try client.send(Self.query(cookie: Self.cookie(of: truncated)))
            let whole = try client.receive()
            #expect(whole[2] & 2 == 0 && whole.count > 250)
            #expect(server.counters[.cookielessTruncated] == 1)
            try client.send(ServerTests.query(id: 1))
            #expect(try client.receive() == refusal(of: ServerTests.query(id: 1)))
        }
    }

    @Test("a limit counts from the moment when it is published, and no longer than it is")
    func reload() throws {
        let published = Published(emptyState(options: Self.options(rate: nil)))
        try withServer(published: published) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            func ask(_ count: Int) throws {
                for _ in 0..<count {
                    try client.send(versionQuery)
                    #expect(try client.receive().count > 250)
                }
            }
            try ask(20)
            published.publish(emptyState(options: Self.options(rate: 2)))
            try ask(2)
            try client.send(versionQuery)
            #expect(eventually { server.counters[.rateLimited] == 1 })
            // A state with the same limit goes on counting where the last one was.
            published.publish(emptyState(options: Self.options(rate: 2)))
            try client.send(versionQuery)
            #expect(try client.receive().count < 100)
            published.publish(emptyState(options: Self.options(rate: nil)))
            try ask(20)
        }
    }
}
