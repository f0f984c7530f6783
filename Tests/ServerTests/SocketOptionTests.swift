import Addressing
import Glibc
import Server
import Testing

private let ipLevel = Int32(IPPROTO_IP)
private let ipv6Level = Int32(IPPROTO_IPV6)

@Suite("Options of the server's sockets, read back from the system")
struct SocketOptionTests {
    @Test("path MTU discovery shapes no datagram over IPv4", arguments: ["127.0.0.1", "0.0.0.0"])
    func pathMTUOverIPv4(_ host: String) throws {
        try withServer(listen: ["\(host):0"], workers: 2) { _, addresses in
            let sockets = ServerSocket.datagram(at: addresses[0])
            #expect(sockets.count == 2)
            for socket in sockets {
                let discovery = try #require(socket[ipLevel, IP_MTU_DISCOVER])
                #expect([IP_PMTUDISC_OMIT, IP_PMTUDISC_DONT].contains(discovery))
            }
        }
    }

    @Test("nor over IPv6, where nothing needs more than the least MTU", arguments: ["::1", "::"])
    func pathMTUOverIPv6(_ host: String) throws {
        try withServer(listen: ["[\(host)]:0"], workers: 2) { _, addresses in
            let sockets = ServerSocket.datagram(at: addresses[0])
            #expect(sockets.count == 2)
            // The server itself gets what is sent below, a malformed query, and drops its own reply.
            let loopback = SocketAddress(.ipv6(1), port: addresses[0].port)
            for socket in sockets {
                let discovery = try #require(socket[ipv6Level, IPV6_MTU_DISCOVER])
                #expect([IPV6_PMTUDISC_OMIT, IPV6_PMTUDISC_DONT].contains(discovery))
                // 1280 octets less the headers of IPv6 and UDP (RFC 8200 §5).
                #expect(try socket.sendUnfragmented(1232, to: loopback) == 0)
                #expect(try socket.sendUnfragmented(1233, to: loopback) == EMSGSIZE)
            }
        }
    }

    @Test("IPv6 sockets leave IPv4 alone, over UDP and TCP", arguments: ["::1", "::"])
    func onlyIPv6(_ host: String) throws {
        try withServer(listen: ["[\(host)]:0"], workers: 2) { _, addresses in
            let listening = ServerSocket.listening(at: addresses[0])
            #expect(listening.count == 1)
            for socket in listening + ServerSocket.datagram(at: addresses[0]) {
                #expect(socket[ipv6Level, IPV6_V6ONLY] == 1)
            }
        }
    }

    @Test(
        "wildcard sockets, and no others, are told which address was asked",
        arguments: [
            ("127.0.0.1:0", ipLevel, IP_PKTINFO, 0), ("0.0.0.0:0", ipLevel, IP_PKTINFO, 1),
            ("[::1]:0", ipv6Level, IPV6_RECVPKTINFO, 0), ("[::]:0", ipv6Level, IPV6_RECVPKTINFO, 1),
        ]
    )
    func packetInfo(_ listen: String, _ level: Int32, _ name: Int32, _ value: Int32) throws {
        try withServer(listen: [listen], workers: 2) { _, addresses in
            let sockets = ServerSocket.datagram(at: addresses[0])
            #expect(sockets.count == 2)
            for socket in sockets { #expect(socket[level, name] == value) }
        }
    }
}
