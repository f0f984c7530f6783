import Addressing
import Server
import Telemetry
import Testing

@Suite("Failures of system calls")
struct FailureTests {
    @Test("without descriptors accepting rests, the server lives on, and later takes all")
    func noDescriptors() async {
        // In a process of its own, as the other tests need descriptors.
        await #expect(processExitsWith: .success) {
            let clock = TestClock()
            try withServer(clock: clock) { server, addresses in
                // Dispatch needs a descriptor for its timers, too: they have to be running.
                let idle = try LoopbackClient.tcp(to: addresses[0])
                let isClosed = eventually {
                    clock.advance(by: .seconds(10))
                    return server.counters[.tcpIdleClosed] == 1
                }
                try #require(isClosed)
                idle.close()
                let udp = try LoopbackClient.udp(to: addresses[0])
                let first = try LoopbackClient.tcp(to: addresses[0])
                try first.send(framed(query(id: 1)))
                #expect(try first.receiveMessage() == refusal(of: query(id: 1)))
                try #require(DescriptorLimit.lower(to: 64) == 64)
                var clients: [LoopbackClient] = []
                while let client = try? LoopbackClient.tcp(to: addresses[0]) {
                    clients.append(client)
                }
                #expect(eventually { server.counters[.tcpAcceptFailed] > 2 })
                // It looks ten times a second, not all the time.
                #expect(server.counters[.tcpAcceptFailed] < 1000)
                try udp.send(query(id: 2))
                #expect(try udp.receive() == refusal(of: query(id: 2)))
                try first.send(framed(query(id: 3)))
                #expect(try first.receiveMessage() == refusal(of: query(id: 3)))
                // Those that were accepted make room for those that wait.
                for client in clients.prefix(clients.count / 2) { client.close() }
                for client in clients.dropFirst(clients.count / 2) {
                    try client.send(framed(query(id: 4)))
                    #expect(try client.receiveMessage() == refusal(of: query(id: 4)))
                }
            }
        }
    }

    @Test(
        "a reply that cannot be sent is counted, and the next query answered",
        .enabled(if: RawDatagram.canPretend)
    )
    func unreachableClient() throws {
        try withServer { server, addresses in
            // From 127.0.0.1 nothing can be sent to another machine.
            let elsewhere = SocketAddress(.ipv4(0xc000_0201), port: 5353)
            try RawDatagram.send(query(id: 1), from: elsewhere, to: addresses[0])
            #expect(
                eventually {
                    server.counters[.sendFailed] + server.counters[.sendUnreachable] == 1
                }
            )
            let client = try LoopbackClient.udp(to: addresses[0])
            try client.send(query(id: 2))
            #expect(try client.receive() == refusal(of: query(id: 2)))
            #expect(eventually { server.counters[.udpReplies] == 1 })
        }
    }
}
