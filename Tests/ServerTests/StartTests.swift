import Addressing
import Server
import Testing

@Suite("Starting to listen")
struct StartTests {
    @Test("a second server on the same port is refused", arguments: [1, 2])
    func twice(workers: Int) throws {
        try withServer(workers: workers) { server, addresses in
            let second = makeServer(listen: ["\(addresses[0])"], workers: workers)
            #expect(throws: StartError.portInUse(addresses[0], .udp)) { try second.start() }
            let wildcard = SocketAddress(.ipv4(0), port: addresses[0].port)
            let third = makeServer(listen: ["\(wildcard)"], workers: workers)
            #expect(throws: StartError.portInUse(wildcard, .udp)) { try third.start() }
            let client = try LoopbackClient.udp(to: addresses[0])
            try client.send(query(id: 1))
            #expect(try client.receive() == refusal(of: query(id: 1)))
        }
    }

    @Test("after a stop the port is free at once")
    func restart() throws {
        try retryingIfPortIsTaken {
            let first = makeServer(listen: ["127.0.0.1:0"], workers: 2)
            try first.start()
            let address = try #require(first.boundAddresses.first)
            let connection = try LoopbackClient.tcp(to: address)
            first.stop()
            #expect(try connection.isClosedByServer())
            #expect(first.boundAddresses.isEmpty)
            try withServer(listen: ["\(address)"], workers: 2) { _, addresses in
                #expect(addresses == [address])
            }
        }
    }

    @Test("a port that is taken over TCP alone is refused too")
    func takenOverTCP() throws {
        let taken = try LoopbackClient.listener()
        let server = makeServer(listen: ["\(taken.address)"])
        #expect(throws: StartError.portInUse(taken.address, .tcp)) { try server.start() }
        #expect(server.boundAddresses.isEmpty)
        // Nothing was left open: the same address works once TCP is free.
        taken.client.close()
        try server.start()
        server.stop()
    }

    @Test("port 0 gives UDP and TCP the same port")
    func portZero() throws {
        try withServer(listen: ["127.0.0.1:0", "[::1]:0"]) { _, addresses in
            for address in addresses {
                #expect(address.port != 0)
                let udp = try LoopbackClient.udp(to: address)
                try udp.send(query(id: 1))
                #expect(try udp.receive() == refusal(of: query(id: 1)))
                let tcp = try LoopbackClient.tcp(to: address)
                try tcp.send(framed(query(id: 2)))
                #expect(try tcp.receiveMessage() == refusal(of: query(id: 2)))
            }
        }
    }

    @Test("an optional address that the machine lacks is left out, a required one refuses")
    func missingAddress() throws {
        let absent = try #require(SocketAddress("192.0.2.77:0"))
        let lenient = makeServer(listen: ["127.0.0.1:0"], optionalListen: ["192.0.2.77:0"])
        try lenient.start()
        #expect(lenient.boundAddresses.count == 1)
        #expect(lenient.skippedAddresses == [.addressNotAvailable(absent)])
        lenient.stop()
        let strict = makeServer(listen: ["127.0.0.1:0", "192.0.2.77:0"])
        #expect(throws: StartError.addressNotAvailable(absent)) { try strict.start() }
        let nothing = makeServer(listen: [], optionalListen: ["192.0.2.77:0"])
        #expect(throws: StartError.addressNotAvailable(absent)) { try nothing.start() }
    }

    @Test("no address, and an address named twice, are refused")
    func badLists() throws {
        #expect(throws: StartError.noListenAddress) { try makeServer(listen: []).start() }
        let address = try #require(SocketAddress("127.0.0.1:1"))
        #expect(throws: StartError.duplicateListenAddress(address)) {
            try makeServer(listen: ["127.0.0.1:1", "127.0.0.1:1"]).start()
        }
    }

    @Test("an interface is found by its name; one that is not there is refused")
    func interfaces() throws {
        let missing = try #require(SocketAddress("[::1%no-such-interface]:0"))
        #expect(throws: StartError.interfaceNotFound(missing)) {
            try makeServer(listen: ["\(missing)"]).start()
        }
        let unnamed = try #require(SocketAddress("[fe80::1]:0"))
        #expect(throws: StartError.interfaceNotNamed(unnamed)) {
            try makeServer(listen: ["\(unnamed)"]).start()
        }
        try withServer(listen: ["[::1%lo]:0"]) { _, addresses in
            #expect(addresses.map(\.address) == [.ipv6(1)])
        }
    }

    @Test(
        "errors say what to do",
        arguments: [
            (.portInUse(SocketAddress(.ipv4(0x7f00_0001), port: 53), .udp), "choose another port"),
            (.portNotPermitted(SocketAddress(.ipv6(1), port: 53)), "CAP_NET_BIND_SERVICE"),
            (.addressNotAvailable(SocketAddress(.ipv6(1), port: 53)), "ip address"),
            (.familyNotSupported(SocketAddress(.ipv6(1), port: 53)), "no IPv6"),
            (
                .interfaceNotFound(SocketAddress(.ipv6(1), port: 53, interface: "eth9")),
                "[::1%eth9]:53: this machine has no interface eth9"
            ),
            (
                .system(SystemError(call: "bind", code: 22), SocketAddress(.ipv6(1), port: 53)),
                "bind: Invalid argument (EINVAL)"
            ),
        ] as [(StartError, String)]
    )
    func sentences(_ error: StartError, _ part: String) {
        #expect(error.description.contains(part))
    }
}
