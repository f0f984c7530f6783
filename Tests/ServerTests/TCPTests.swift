import Addressing
import Answering
import Dispatch
import Server
import Telemetry
import Testing

@Suite("Answering over TCP")
struct TCPTests {
    @Test("queries are answered at every address, several on one connection")
    func addresses() throws {
        try withServer(listen: ["127.0.0.1:0", "127.0.0.2:0", "[::1]:0"]) { _, addresses in
            for address in addresses {
                let client = try LoopbackClient.tcp(to: address)
                for id: UInt16 in 1...3 {
                    try client.send(framed(query(id: id)))
                    #expect(try client.receiveMessage() == refusal(of: query(id: id)))
                }
            }
        }
    }

    @Test("length and message may come octet by octet")
    func segments() throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            for id: UInt16 in 1...2 {
                for octet in framed(query(id: id)) { try client.send([octet]) }
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
            }
        }
    }

    @Test(
        "many messages in one segment, and cuts anywhere between two",
        arguments: [1, 7, 30, 31, 64]
    )
    func gathered(cut: Int) throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            let stream = (0..<UInt16(20)).flatMap { framed(query(id: $0)) }
            try client.send(Array(stream.prefix(cut)))
            try client.send(Array(stream.dropFirst(cut)))
            for id: UInt16 in 0..<20 {
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
            }
        }
    }

    @Test("a hundred queries may be sent before the first reply is read")
    func pipelining() throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            for id: UInt16 in 0..<100 { try client.send(framed(query(id: id))) }
            for id: UInt16 in 0..<100 {
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
            }
        }
    }

    @Test("length and reply come in one segment")
    func oneWrite() throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            try client.send(framed(query(id: 1)))
            #expect(try client.receive() == framed(refusal(of: query(id: 1))))
        }
    }

    @Test("edns-tcp-keepalive tells the idle time-out, over TCP alone", arguments: [10, 7200])
    func keepalive(seconds: Int) throws {
        var limits = ConnectionLimits()
        limits.idleTimeout = .seconds(seconds)
        // An OPT record with the option, empty as clients send it (RFC 7828 §3.1).
        var asking = query(id: 1)
        asking[11] = 1
        asking += [0, 0, 41, 0x10, 0, 0, 0, 0, 0, 0, 4, 0, 11, 0, 0]
        let tenths = min(seconds * 10, 65535)
        let option = [0, 11, 0, 2, UInt8(tenths >> 8), UInt8(tenths & 0xff)]
        try withServer(tcp: limits) { _, addresses in
            let tcp = try LoopbackClient.tcp(to: addresses[0])
            try tcp.send(framed(asking))
            #expect(try tcp.receiveMessage().contains(option))
            let udp = try LoopbackClient.udp(to: addresses[0])
            try udp.send(asking)
            #expect(try !udp.receive().contains([0, 11, 0, 2]))
        }
    }

    @Test("a client that closes its half still gets all replies, then the end of the stream")
    func halfClose() throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            let stream = (0..<UInt16(50)).flatMap { framed(query(id: $0)) }
            try client.send(stream + [0, 40, 1, 2])
            client.closeSending()
            for id: UInt16 in 0..<50 {
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
            }
            #expect(try client.receive() == [])
        }
    }

    @Test(
        "replies that wait for the client to read are not lost when its input ends",
        arguments: [("by a half-close", []), ("by what is no message", [0, 0])]
            as [(String, [UInt8])]
    )
    func pendingReplies(_ how: String, _ end: [UInt8]) throws {
        var limits = ConnectionLimits()
        // All replies are made at once, and the system takes only some of them.
        limits.queuedReplyOctets = 1_000_000
        let clock = TestClock()
        try withServer(tcp: limits, clock: clock, published: longVersion) { server, addresses in
            let client = try LoopbackClient.tcp(
                to: addresses[0],
                receiveBuffer: 4096,
                segment: 536
            )
            let count = 1000
            // While the server is held up, everything arrives, the end included.
            try clock.gate.holdUp {
                try client.send(framed(versionQuery))
            } while: {
                let stream = repeatElement(framed(versionQuery), count: count).joined()
                try client.send(Array(stream) + end)
                client.closeSending()
                #expect(eventually { client.isDelivered })
            }
            #expect(eventually { server.counters[.tcpReplies] == UInt64(count) + 1 })
            let first = try client.receiveMessage()
            #expect(first.count > 255)
            for _ in 0..<count { #expect(try client.receiveMessage() == first) }
            #expect(try client.receive() == [])
        }
    }

    @Test("a message of the largest size is taken")
    func largest() throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            let message = query(id: 1)
            let filled = message + [UInt8](repeating: 0, count: 65535 - message.count)
            for _ in 0..<2 {
                try client.send(framed(filled))
                let reply = try client.receiveMessage()
                #expect(reply.prefix(message.count) == refusal(of: message)[...])
            }
        }
    }

    @Test(
        "a message that cannot be one closes the connection, after the replies to those before",
        arguments: [
            ("length 0", [0, 0]), ("length 11", [0, 11] + [UInt8](repeating: 0, count: 11)),
            ("a response", framed(refusal(of: query(id: 9)))),
        ] as [(String, [UInt8])]
    )
    func malformed(_ what: String, _ octets: [UInt8]) throws {
        try withServer { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            try client.send(framed(query(id: 1)) + octets + framed(query(id: 2)))
            #expect(try client.receiveMessage() == refusal(of: query(id: 1)))
            #expect(try client.receive() == [])
            #expect(server.counters[.tcpMalformed] == 1)
        }
    }

    @Test("input that nobody will read does not cost the replies that are on their way")
    func unreadInput() throws {
        let clock = TestClock()
        try withServer(clock: clock, published: longVersion) { server, addresses in
            // Its window is too small for the replies: most of them are still to be sent when the
            // server closes.
            let client = try LoopbackClient.tcp(to: addresses[0], receiveBuffer: 4096)
            let count = 100
            // The server reads no more than the first part before it closes.
            try clock.gate.holdUp {
                let stream = repeatElement(framed(versionQuery), count: count).joined()
                try client.send(stream + [0, 0])
            } while: {
                try client.send([UInt8](repeating: 0, count: 20_000))
                #expect(eventually { client.isDelivered })
            }
            #expect(eventually { server.counters[.tcpMalformed] == 1 })
            #expect(eventually { ServerSocket.connected(at: addresses[0]).isEmpty })
            // After a reset this would fail with ECONNRESET.
            for _ in 0..<count { #expect(try client.receiveMessage().count > 255) }
            #expect(try client.receive() == [])
        }
    }

    @Test("a client that never reads is not read from either, and loses nothing once it does")
    func slowReader() throws {
        try withServer { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0], receiveBuffer: 4096)
            let other = try LoopbackClient.tcp(to: addresses[0])
            // More than the buffers of both systems hold.
            let count = 300_000
            let sender = client.sendInBackground(pipeline(of: count))
            #expect(stalls { server.counters[.tcpQueries] })
            #expect(server.counters[.tcpQueries] < count)
            // While one does not read, others are served.
            try other.send(framed(query(id: 1)))
            #expect(try other.receiveMessage() == refusal(of: query(id: 1)))
            let expected = (0...UInt16.max).map { refusal(of: query(id: $0)) }
            for index in 0..<count {
                guard try client.receiveMessage() == expected[index & 0xffff] else {
                    Issue.record("reply \(index) is not the right one")
                    break
                }
            }
            sender.wait()
        }
    }

    @Test("stopping answers what was asked, and closes")
    func stopDrains() throws {
        let server = makeServer(listen: ["127.0.0.1:0"])
        try server.start()
        let address = try #require(server.boundAddresses.first)
        let idle = try LoopbackClient.tcp(to: address)
        let client = try LoopbackClient.tcp(to: address)
        try client.send(framed(query(id: 0)))
        _ = try client.receiveMessage()
        for id: UInt16 in 1...100 { try client.send(framed(query(id: id))) }
        server.stop()
        for id: UInt16 in 1...100 {
            #expect(try client.receiveMessage() == refusal(of: query(id: id)))
        }
        #expect(try client.receive() == [])
        #expect(try idle.isClosedByServer())
    }

    @Test("stopping waits for a client that does not take its replies, but not for ever")
    func stopGivesUp() throws {
        let clock = TestClock()
        let server = makeServer(listen: ["127.0.0.1:0"], clock: clock)
        try server.start()
        let address = try #require(server.boundAddresses.first)
        let client = try LoopbackClient.tcp(to: address, receiveBuffer: 4096)
        let sender = client.sendInBackground(pipeline(of: 300_000))
        #expect(stalls { server.counters[.tcpQueries] })
        let stopping = DispatchGroup()
        DispatchQueue(label: "test-stop").async(group: stopping) { server.stop() }
        // What listened is closed at once; the connection only when its time is up.
        #expect(eventually { (try? LoopbackClient.tcp(to: address)) == nil })
        #expect(stopping.wait(timeout: .now() + .milliseconds(300)) == .timedOut)
        let hasStopped = eventually {
            clock.advance(by: .milliseconds(500))
            return stopping.wait(timeout: .now()) == .success
        }
        #expect(hasStopped)
        #expect(server.counters[.tcpDeadlineClosed] == 1)
        client.abort()
        sender.wait()
    }

    /// Replies ten times as long as `versionQuery`.
    private var longVersion: Published<ServingState> {
        var options = AnswerOptions()
        options.version = String(repeating: "x", count: 255)
        return Published(emptyState(options: options))
    }
}
