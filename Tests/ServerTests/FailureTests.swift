import Addressing
import Dispatch
import Server
import Telemetry
import Testing

@Suite("Failures of system calls")
struct FailureTests {
    @Test("without descriptors accepting rests, the server lives on, and takes all later")
    func noDescriptors() async {
        // In a process of its own, as the other tests need descriptors.
        await #expect(processExitsWith: .success) {
            let clock = TestClock()
            try withServer(clock: clock) { server, addresses in
                // Dispatch, which the server lets release old states, needs descriptors for its
                // timers: they have to be running.
                let fired = DispatchSemaphore(value: 0)
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(1)) {
                    fired.signal()
                }
                fired.wait()
                let udp = try LoopbackClient.udp(to: addresses[0])
                let first = try LoopbackClient.tcp(to: addresses[0])
                try first.send(framed(query(id: 1)))
                #expect(try first.receiveMessage() == refusal(of: query(id: 1)))
                let clients = try (0..<10).map { _ in try LoopbackClient.unconnected() }
                let limit = DescriptorLimit.soft
                try #require(DescriptorLimit.change(to: 3) == 3)
                for client in clients { try client.connect(to: addresses[0]) }
                #expect(eventually { server.counters[.tcpAcceptFailed] == 1 })
                // It tries again after a rest, not all the time.
                let looks = clock.looks
                #expect(eventually { clock.looks > looks + 2 })
                #expect(server.counters[.tcpAcceptFailed] == 1)
                for failures: UInt64 in 2...4 {
                    clock.advance(by: .milliseconds(100))
                    #expect(eventually { server.counters[.tcpAcceptFailed] == failures })
                }
                try udp.send(query(id: 2))
                #expect(try udp.receive() == refusal(of: query(id: 2)))
                try first.send(framed(query(id: 3)))
                #expect(try first.receiveMessage() == refusal(of: query(id: 3)))
                try #require(DescriptorLimit.change(to: limit) == limit)
                clock.advance(by: .milliseconds(100))
                for client in clients {
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

    @Test(
        "replies that cannot be sent take none of those around them along",
        .enabled(if: RawDatagram.canPretend)
    )
    func failuresWithinBatch() throws {
        let clock = TestClock()
        try withServer(clock: clock) { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            let unreachable = SocketAddress(.ipv4(0xc000_0201), port: 5353)
            // Not permitted without asking for it (EACCES, socket(7)).
            let broadcast = SocketAddress(.ipv4(0xffff_ffff), port: 5353)
            // While the worker is held up all of these arrive: they make one batch.
            try clock.gate.holdUp {
                try client.send(query(id: 0))
            } while: {
                for id: UInt16 in 1...10 {
                    try RawDatagram.send(query(id: id), from: unreachable, to: addresses[0])
                    try client.send(query(id: id))
                    try RawDatagram.send(query(id: id), from: broadcast, to: addresses[0])
                    // The reply comes back as an ICMP message: port unreachable.
                    let gone = try LoopbackClient.udp(to: addresses[0])
                    try gone.send(query(id: id))
                    gone.close()
                }
            }
            for id: UInt16 in 0...10 {
                #expect(try client.receive() == refusal(of: query(id: id)))
            }
            // To the client, and those who had gone.
            #expect(eventually { server.counters[.udpReplies] == 11 + 10 })
            let counters = server.counters
            #expect(counters[.sendFailed] + counters[.sendUnreachable] == 10)
            #expect(counters[.sendNotPermitted] == 10)
            #expect(counters[.receiveFailed] == 0)
            try client.send(query(id: 11))
            #expect(try client.receive() == refusal(of: query(id: 11)))
        }
    }
}
