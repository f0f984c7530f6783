import Addressing
import Server
import Telemetry
import Testing

@Suite("Answering over UDP")
struct UDPTests {
    @Test(
        "a query is answered at every listen address",
        arguments: [
            ["127.0.0.1:0"], ["[::1]:0"], ["127.0.0.1:0", "127.0.0.2:0", "[::1]:0"],
        ],
        [1, 3]
    )
    func addresses(_ listen: [String], workers: Int) throws {
        try withServer(listen: listen, workers: workers) { _, addresses in
            #expect(addresses.count == listen.count)
            // Several clients, so that the kernel spreads them among the workers.
            for id: UInt16 in 1...20 {
                for address in addresses {
                    let client = try LoopbackClient.udp(to: address)
                    try client.send(query(id: id))
                    #expect(try client.receive() == refusal(of: query(id: id)))
                }
            }
        }
    }

    @Test(
        "on a wildcard address the reply comes from the address that was asked",
        arguments: [("0.0.0.0:0", "127.0.0.5"), ("0.0.0.0:0", "127.0.0.1"), ("[::]:0", "::1")]
    )
    func wildcard(_ listen: String, _ asked: String) throws {
        try withServer(listen: [listen], workers: 2) { _, addresses in
            let address = SocketAddress(try #require(IPAddress(asked)), port: addresses[0].port)
            // A connected socket takes nothing from any other address.
            let client = try LoopbackClient.udp(to: address)
            try client.send(query(id: 7))
            #expect(try client.receive() == refusal(of: query(id: 7)))
        }
    }

    @Test("IPv4 and IPv6 wildcards share a port, each family on a socket of its own")
    func bothWildcards() throws {
        try retryingIfPortIsTaken {
            try withServer(listen: ["[::]:0"]) { _, addresses in
                let port = addresses[0].port
                try withServer(listen: ["0.0.0.0:\(port)"]) { _, _ in
                    for asked in ["127.0.0.1", "::1"] {
                        let address = SocketAddress(try #require(IPAddress(asked)), port: port)
                        let client = try LoopbackClient.udp(to: address)
                        try client.send(query(id: 9))
                        #expect(try client.receive() == refusal(of: query(id: 9)))
                    }
                }
            }
        }
    }

    @Test("what is no query gets no reply, and the next query is answered")
    func silence() throws {
        try withServer { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            var response = query(id: 1)
            response[2] |= 0x80
            let silent: [[UInt8]] = [
                [], [1, 2, 3], Array(query(id: 1).prefix(11)), response,
                query(id: 1) + [UInt8](repeating: 0, count: 4097),
            ]
            for datagram in silent { try client.sendDatagram(datagram) }
            try client.send(query(id: 2))
            #expect(try client.receive() == refusal(of: query(id: 2)))
            #expect(eventually { server.counters[.udpReplies] == 1 })
            #expect(server.counters[.udpQueries] == 6)
            #expect(server.counters[.notQueries] == 4)
            #expect(server.counters[.oversizeQueries] == 1)
            #expect(server.counters[responseCode: 5] == 1)
        }
    }

    @Test("a datagram as long as the buffer is answered, a longer one is not even looked at")
    func longest() throws {
        try withServer { server, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            for id: UInt16 in 1...2 {
                let message = query(id: id)
                // What is cut off at 4096 octets is the same as what is answered.
                for count in [4097, 65507, 4096] {
                    let padding = [UInt8](repeating: 0, count: count - message.count)
                    try client.sendDatagram(message + padding)
                }
                #expect(try client.receive() == refusal(of: message))
            }
            #expect(eventually { server.counters[.udpReplies] == 2 })
            #expect(server.counters[.udpQueries] == 6)
            #expect(server.counters[.oversizeQueries] == 4)
        }
    }

    @Test("more queries than a batch holds are all answered, each with its own reply")
    func burst() throws {
        try withServer { _, addresses in
            let client = try LoopbackClient.udp(to: addresses[0])
            for round: UInt16 in 0..<10 {
                let ids = (0..<150).map { round * 150 + $0 }
                for id in ids { try client.send(query(id: id, name: "host\(id)")) }
                var replies: Set<[UInt8]> = []
                for _ in ids { replies.insert(try client.receive()) }
                #expect(replies == Set(ids.map { refusal(of: query(id: $0, name: "host\($0)")) }))
            }
        }
    }

    @Test("a client that has gone does not disturb the others")
    func goneClient() throws {
        try withServer { _, addresses in
            for id: UInt16 in 1...50 {
                let gone = try LoopbackClient.udp(to: addresses[0])
                try gone.send(query(id: id))
                gone.close()
                let client = try LoopbackClient.udp(to: addresses[0])
                try client.send(query(id: id))
                #expect(try client.receive() == refusal(of: query(id: id)))
            }
        }
    }

    @Test("a datagram from port 0 gets no reply", .enabled(if: RawDatagram.isPermitted))
    func portZero() throws {
        try withServer { server, addresses in
            let source = SocketAddress(addresses[0].address, port: 0)
            try RawDatagram.send(query(id: 1), from: source, to: addresses[0])
            #expect(eventually { server.counters[.portZeroQueries] == 1 })
            let client = try LoopbackClient.udp(to: addresses[0])
            try client.send(query(id: 2))
            #expect(try client.receive() == refusal(of: query(id: 2)))
        }
    }

    @Test("several workers share the load of many clients, and every query has one reply")
    func sharedLoad() async {
        // In a process of its own, where all threads of that name are of this server.
        await #expect(processExitsWith: .success) {
            let workers = 3
            let listen = ["127.0.0.1:0", "[::1]:0"]
            try withServer(listen: listen, workers: workers) { server, addresses in
                // A thread gives itself its name, at some time after the server has started it.
                try #require(eventually { WorkerThreads.processorTime().count == workers })
                let before = WorkerThreads.processorTime()
                let clients = try (0..<48).map { try LoopbackClient.udp(to: addresses[$0 % 2]) }
                // So few at a time that they fit into the buffer of one socket, should chance give
                // them all to the same worker.
                let rounds: UInt16 = 250
                for round in 0..<rounds {
                    let ids = (0..<4).map { round * 4 + $0 }
                    for id in ids {
                        for client in clients { try client.send(query(id: id)) }
                    }
                    let expected = Set(ids.map { refusal(of: query(id: $0)) })
                    for client in clients {
                        let replies = Set(try ids.map { _ in try client.receive() })
                        #expect(replies == expected)
                    }
                }
                let total = UInt64(clients.count) * UInt64(rounds) * 4
                #expect(eventually { server.counters[.udpReplies] == total })
                #expect(server.counters[.udpQueries] == total)
                // Each has had a part of it: the kernel picks a socket by the client's port.
                let after = WorkerThreads.processorTime()
                for (name, time) in after {
                    #expect(time - before[name, default: 0] > 1_000_000, "\(name)")
                }
            }
        }
    }

    @Test("stopping answers what has arrived")
    func stopDrains() throws {
        let server = makeServer(listen: ["127.0.0.1:0"])
        try server.start()
        let client = try LoopbackClient.udp(to: try #require(server.boundAddresses.first))
        for id: UInt16 in 0..<200 { try client.send(query(id: id)) }
        server.stop()
        for id: UInt16 in 0..<200 {
            #expect(try client.receive() == refusal(of: query(id: id)))
        }
        #expect(server.counters[.udpReplies] == 200)
    }
}
