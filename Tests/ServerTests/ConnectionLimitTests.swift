import Addressing
import Dispatch
import Server
import Telemetry
import Testing

@Suite("Limits of TCP connections")
struct ConnectionLimitTests {
    @Test("an idle connection is closed after the time-out, and not before")
    func idleTimeout() throws {
        let clock = TestClock()
        try withServer(clock: clock) { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            for id: UInt16 in 1...3 {
                try client.send(framed(query(id: id)))
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
                clock.advance(by: .seconds(9))
            }
            #expect(server.counters[.tcpClosed] == 0)
            // The server may look at the clock a little after the client has its reply.
            let closed = eventually {
                clock.advance(by: .milliseconds(100))
                return server.counters[.tcpIdleClosed] == 1
            }
            #expect(closed)
            #expect(try client.receive() == [])
        }
    }

    @Test("a message has to be complete in time, however steadily its octets come")
    func slowMessage() throws {
        let clock = TestClock()
        try withServer(clock: clock) { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            try client.send(framed(query(id: 1)))
            #expect(try client.receiveMessage() == refusal(of: query(id: 1)))
            // The length of a message that will not be complete for long.
            try client.send([0xff, 0xff])
            let closed = eventually {
                clock.advance(by: .milliseconds(100))
                // Sending fails once the connection is closed, which the counter tells.
                try? client.send([0])
                return server.counters[.tcpDeadlineClosed] == 1
            }
            #expect(closed)
            #expect(try client.isClosedByServer())
        }
    }

    @Test("a message completed in time starts the deadline of the next")
    func steadyMessages() throws {
        let clock = TestClock()
        try withServer(clock: clock) { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0])
            let message = framed(query(id: 1))
            let head = Array(message.prefix(10))
            let rest = Array(message.dropFirst(10))
            try client.send(head)
            for _ in 0..<5 {
                clock.advance(by: .seconds(6))
                try client.send(rest + head)
                #expect(try client.receiveMessage() == refusal(of: query(id: 1)))
            }
            #expect(server.counters[.tcpClosed] == 0)
            withExtendedLifetime(client) {}
        }
    }

    @Test("a client that never reads is closed at the deadline")
    func slowReader() throws {
        var limits = ConnectionLimits()
        // While the sender does not get the processor, the connection may be idle.
        limits.idleTimeout = .seconds(1_000_000)
        let clock = TestClock()
        try withServer(tcp: limits, clock: clock) { server, addresses in
            let client = try LoopbackClient.tcp(to: addresses[0], receiveBuffer: 4096)
            let sender = client.sendInBackground(pipeline(of: 300_000))
            #expect(stalls { server.counters[.tcpQueries] })
            #expect(server.counters[.tcpClosed] == 0)
            let isClosed = eventually {
                clock.advance(by: .seconds(10))
                return server.counters[.tcpDeadlineClosed] == 1
            }
            #expect(isClosed)
            client.abort()
            sender.wait()
        }
    }

    @Test("at the limit the longest idle connection makes room")
    func total() throws {
        var limits = ConnectionLimits()
        limits.connections = 3
        let clock = TestClock()
        try withServer(tcp: limits, clock: clock) { server, addresses in
            var clients: [LoopbackClient] = []
            for id: UInt16 in 0..<3 {
                clock.advance(by: .seconds(1))
                let client = try LoopbackClient.tcp(to: addresses[0])
                try client.send(framed(query(id: id)))
                _ = try client.receiveMessage()
                clients.append(client)
            }
            clock.advance(by: .seconds(1))
            // The first was used again: now the second is the longest idle.
            try clients[0].send(framed(query(id: 3)))
            _ = try clients[0].receiveMessage()
            let newcomer = try LoopbackClient.tcp(to: addresses[0])
            try newcomer.send(framed(query(id: 4)))
            #expect(try newcomer.receiveMessage() == refusal(of: query(id: 4)))
            #expect(try clients[1].isClosedByServer())
            for client in [clients[0], clients[2], newcomer] {
                try client.send(framed(query(id: 5)))
                #expect(try client.receiveMessage() == refusal(of: query(id: 5)))
            }
            #expect(server.counters[.tcpEvicted] == 1)
        }
    }

    @Test("a connection in the middle of a message goes only when none is idle")
    func busyLast() throws {
        var limits = ConnectionLimits()
        limits.connections = 2
        try withServer(tcp: limits) { server, addresses in
            let busy = try LoopbackClient.tcp(to: addresses[0])
            let message = framed(query(id: 1))
            try busy.send(message + message.prefix(10))
            #expect(try busy.receiveMessage() == refusal(of: query(id: 1)))
            let idle = try LoopbackClient.tcp(to: addresses[0])
            try idle.send(message)
            _ = try idle.receiveMessage()
            let newcomer = try LoopbackClient.tcp(to: addresses[0])
            #expect(try idle.isClosedByServer())
            try newcomer.send(Array(message.prefix(10)))
            try busy.send(Array(message.dropFirst(10)))
            #expect(try busy.receiveMessage() == refusal(of: query(id: 1)))
            #expect(server.counters[.tcpEvicted] == 1)
        }
    }

    @Test("one client cannot have more than its share, and others are not touched")
    func perClient() throws {
        var limits = ConnectionLimits()
        limits.connectionsPerClient = 2
        try withServer(listen: ["0.0.0.0:0"], tcp: limits) { server, addresses in
            let address = SocketAddress(.ipv4(0x7f00_0001), port: addresses[0].port)
            let other = try LoopbackClient.tcp(to: address, from: .ipv4(0x7f00_0009))
            try other.send(framed(query(id: 1)))
            _ = try other.receiveMessage()
            var clients: [LoopbackClient] = []
            for id: UInt16 in 0..<3 {
                let client = try LoopbackClient.tcp(to: address)
                try client.send(framed(query(id: id)))
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
                clients.append(client)
            }
            #expect(try clients[0].isClosedByServer())
            for client in [other, clients[1], clients[2]] {
                try client.send(framed(query(id: 5)))
                #expect(try client.receiveMessage() == refusal(of: query(id: 5)))
            }
            #expect(server.counters[.tcpEvicted] == 1)
        }
    }

    @Test("one listener cannot have more than its share, and others are not touched")
    func perListener() throws {
        var limits = ConnectionLimits()
        limits.connectionsPerListener = 2
        try withServer(listen: ["127.0.0.1:0", "127.0.0.2:0"], tcp: limits) { server, addresses in
            // Idle for longer than all that follow, but at another listener.
            let other = try LoopbackClient.tcp(to: addresses[1])
            try other.send(framed(query(id: 1)))
            _ = try other.receiveMessage()
            var clients: [LoopbackClient] = []
            for id: UInt16 in 0..<4 {
                let client = try LoopbackClient.tcp(to: addresses[0])
                try client.send(framed(query(id: id)))
                #expect(try client.receiveMessage() == refusal(of: query(id: id)))
                clients.append(client)
            }
            for client in clients.prefix(2) { #expect(try client.isClosedByServer()) }
            for client in [other] + clients.suffix(2) {
                try client.send(framed(query(id: 5)))
                #expect(try client.receiveMessage() == refusal(of: query(id: 5)))
            }
            #expect(server.counters[.tcpEvicted] == 2)
            // A connection that has gone makes room: nobody has to go for the next one.
            clients[3].close()
            #expect(eventually { server.counters[.tcpClosed] == 3 })
            let next = try LoopbackClient.tcp(to: addresses[0])
            for client in [other, clients[2], next] {
                try client.send(framed(query(id: 6)))
                #expect(try client.receiveMessage() == refusal(of: query(id: 6)))
            }
            #expect(server.counters[.tcpEvicted] == 2)
        }
    }

    @Test("what all connections together make the server keep is bounded: the longest at it goes")
    func heldOctets() throws {
        var limits = ConnectionLimits()
        // A message that arrives in pieces may take room for twice as much.
        limits.heldOctets = 400_000
        try withServer(tcp: limits) { server, addresses in
            let head = [0xff, 0xff] + [UInt8](repeating: 0, count: 50_000)
            var clients: [LoopbackClient] = []
            for _ in 0..<3 {
                let client = try LoopbackClient.tcp(to: addresses[0])
                try client.send(head)
                clients.append(client)
            }
            let idle = try LoopbackClient.tcp(to: addresses[0])
            try idle.send(framed(query(id: 1)))
            #expect(try idle.receiveMessage() == refusal(of: query(id: 1)))
            #expect(server.counters[.tcpEvicted] == 0)
            while server.counters[.tcpEvicted] == 0 {
                let client = try LoopbackClient.tcp(to: addresses[0])
                try client.send(head)
                clients.append(client)
                try #require(clients.count < 20)
                _ = eventually { client.isDelivered }
            }
            #expect(try clients[0].isClosedByServer())
            // Who keeps nothing is not touched, and who comes last may finish.
            try idle.send(framed(query(id: 1)))
            #expect(try idle.receiveMessage() == refusal(of: query(id: 1)))
            let last = try #require(clients.last)
            try last.send([UInt8](repeating: 0, count: 15_535))
            #expect(try last.receiveMessage().count == 12)
        }
    }

    @Test("two thousand idle connections stay open, and all are answered")
    func thousands() throws {
        var limits = ConnectionLimits()
        limits.connectionsPerClient = 4096
        try #require(DescriptorLimit.raise(to: 4500) >= 4500)
        try withServer(tcp: limits) { server, addresses in
            let clients = try (0..<2000).map { _ in try LoopbackClient.tcp(to: addresses[0]) }
            #expect(eventually { server.counters[.tcpAccepted] == 2000 })
            for (index, client) in clients.enumerated() {
                try client.send(framed(query(id: UInt16(index))))
                #expect(try client.receiveMessage() == refusal(of: query(id: UInt16(index))))
            }
            #expect(server.counters[.tcpClosed] == 0)
            // Without this they may be let go of, and closed, before the counter is read.
            withExtendedLifetime(clients) {}
        }
    }
}
