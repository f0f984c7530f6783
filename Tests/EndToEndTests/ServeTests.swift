import Foundation
import TestSupport
import Testing

/// The scenario that the project exists for, asked with `dig` over real sockets, with the real
/// country database.
@Suite("Serving")
struct ServeTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
    }

    @Test("clients in China get CloudFront China, all others CloudFront Global")
    func geolocation() throws {
        let server = try RunningServer(config: try configureWithDatabase())
        let china = try server.dig("www.example.com", "+subnet=114.114.114.0/24")
        #expect(china.contains("abc.cloudfront.cn."))
        #expect(china.contains(#/CLIENT-SUBNET: 114\.114\.114\.0\/24\/[1-9]/#))
        let america = try server.dig("www.example.com", "+subnet=8.8.8.0/24")
        #expect(america.contains("xyz.cloudfront.net."))
        #expect(america.contains(#/CLIENT-SUBNET: 8\.8\.8\.0\/24\/[1-9]/#))
        let local = try server.dig("www.example.com", "+tcp")
        #expect(local.contains("xyz.cloudfront.net."))
        #expect(!local.contains("CLIENT-SUBNET"))
        #expect(try server.end(with: SIGTERM) == 0)
    }

    @Test("IPv6 clients are located too, over IPv6 transport")
    func ipv6() throws {
        let config = try configureWithDatabase(listen: "[::1]:0")
        let server = try RunningServer(config: config)
        #expect(server.addresses.map(\.host) == ["::1"])
        let china = try server.dig("www.example.com", "AAAA", "+subnet=240e::/20")
        #expect(china.contains("abc.cloudfront.cn."))
        #expect(china.contains("CLIENT-SUBNET: 240e::/20/"))
    }

    @Test("kdig gets the same over UDP and TCP", arguments: ["+notcp", "+tcp"])
    func kdig(_ transport: String) throws {
        let server = try RunningServer(config: try configureWithDatabase())
        let arguments = [
            "@127.0.0.1", "-p", "\(server.port)", transport, "+subnet=114.114.114.0/24",
            "+cookie", "+nsid", "www.example.com", "CNAME",
        ]
        let answer = try Command.run("/usr/bin/kdig", arguments).output
        #expect(answer.contains("status: NOERROR"))
        #expect(answer.contains(#/CNAME\s+abc\.cloudfront\.cn\./#))
    }

    @Test("own networks need no database, and the longest one wins")
    func ownNetworks() throws {
        let config = try workspace.configure(
            "networks: {198.51.100.0/24: CN, 198.51.100.128/25: none, 2001:db8::/32: CN}"
        )
        let server = try RunningServer(config: config)
        for (subnet, target) in [
            ("198.51.100.0/25", "abc.cloudfront.cn."),
            ("198.51.100.128/25", "xyz.cloudfront.net."),
            ("192.0.2.0/24", "xyz.cloudfront.net."),
            ("2001:db8:1::/48", "abc.cloudfront.cn."),
        ] {
            let answer = try server.dig("www.example.com", "+short", "+subnet=\(subnet)")
            #expect(answer.split(separator: "\n") == [Substring(target)], "\(subnet)")
        }
    }

    @Test("several addresses are served, each on the same port over UDP and TCP")
    func severalAddresses() throws {
        let config = try workspace.configure("networks: {127.0.0.0/8: CN}")
        let server = try RunningServer(
            config: config,
            "--listen",
            "127.0.0.1:0",
            "--listen",
            "127.0.0.2:0",
            "--listen",
            "[::1]:0"
        )
        #expect(server.addresses.map(\.host) == ["127.0.0.1", "127.0.0.2", "::1"])
        for (host, target) in [
            ("127.0.0.1", "abc.cloudfront.cn."), ("127.0.0.2", "abc.cloudfront.cn."),
            ("::1", "xyz.cloudfront.net."),
        ] {
            for transport in ["+notcp", "+tcp"] {
                let answer = try server.dig("www.example.com", "+short", transport, host: host)
                #expect(answer == target + "\n", "\(host) \(transport)")
            }
        }
    }

    @Test("the line that is shown to paste works")
    func shownCommand() throws {
        let server = try RunningServer(config: try configureWithDatabase())
        let shown = try #require(server.logText.firstMatch(of: #/try: dig (.*)/#)).output.1
        let words = shown.split(separator: " ").map(String.init)
        #expect(try Command.run("/usr/bin/dig", words).output.contains("xyz.cloudfront.net."))
    }

    @Test("options shape the replies: identity, UDP size, no client subnet, cookies")
    func options() throws {
        let secret = try workspace.write("secret", "000102030405060708090a0b0c0d0e0f\n")
        let config = try workspace.configure(
            "identity: {nsid: node-7, id_server: fra1, version: '1.2'}",
            "edns: {udp_size: 1400}",
            "ecs: off",
            "cookies: {secret_file: \(secret)}",
            "networks: {198.51.100.0/24: CN}"
        )
        let server = try RunningServer(config: config)
        let nsid = try server.dig("www.example.com", "+nsid", "+subnet=198.51.100.0/24")
        #expect(nsid.contains("(\"node-7\")"))
        #expect(nsid.contains("udp: 1400"))
        #expect(nsid.contains("xyz.cloudfront.net."))
        #expect(nsid.contains("(good)"))
        #expect(try server.dig("CH", "TXT", "id.server", "+short") == "\"fra1\"\n")
        #expect(try server.dig("CH", "TXT", "version.server", "+short") == "\"1.2\"\n")
    }

    @Test(
        "a wildcard address answers from the address that was asked",
        arguments: [("0.0.0.0:0", ["127.0.0.1", "127.0.0.3"]), ("[::]:0", ["::1"])]
    )
    func wildcard(_ listen: String, _ hosts: [String]) throws {
        let server = try RunningServer(config: try workspace.configure(), "--listen", listen)
        for host in hosts {
            for transport in ["+notcp", "+tcp"] {
                let arguments = [
                    "@\(host)", "-p", "\(server.port)", transport, "+tries=1", "www.example.com",
                ]
                let answer = try Command.run("/usr/bin/dig", arguments).output
                #expect(answer.contains("SERVER: \(host)#"), "\(host) \(transport): \(answer)")
                #expect(!answer.contains("unexpected source"))
            }
        }
    }

    @Test(
        "limits of TCP hold: an idle connection is closed in time, or to make room for another",
        arguments: [
            ("idle_seconds: 1", "exec 3<>/dev/tcp/127.0.0.1/$0; cat <&3; echo closed"),
            (
                "connections: 1, idle_seconds: 600",
                "exec 3<>/dev/tcp/127.0.0.1/$0 4<>/dev/tcp/127.0.0.1/$0; cat <&3; echo closed"
            ),
            (
                "per_listener: 1, idle_seconds: 600",
                "exec 3<>/dev/tcp/127.0.0.1/$0 4<>/dev/tcp/127.0.0.1/$0; cat <&3; echo closed"
            ),
            (
                "per_client: 1, idle_seconds: 600",
                "exec 3<>/dev/tcp/127.0.0.1/$0 4<>/dev/tcp/127.0.0.1/$0; cat <&3; echo closed"
            ),
        ]
    )
    func tcpLimits(_ options: String, _ script: String) throws {
        let config = try workspace.configure("tcp: {\(options)}")
        let server = try RunningServer(config: config)
        let arguments = ["30", "/bin/bash", "-c", script, "\(server.port)"]
        #expect(try Command.run("/usr/bin/timeout", arguments).output == "closed\n")
        #expect(try server.dig("www.example.com", "+tcp").contains("NOERROR"))
    }

    @Test("SIGINT and SIGTERM end it well", arguments: [SIGINT, SIGTERM])
    func signals(_ signal: Int32) throws {
        let server = try RunningServer(config: try workspace.configure())
        #expect(try server.end(with: signal) == 0)
    }

    private func configureWithDatabase(listen: String = "127.0.0.1:0") throws -> String {
        try workspace.write(
            "meridian.yaml",
            "listen: [\"\(listen)\"]\nworkers: 1\ngeo: {database: \(Checkout.countryDatabase())}\n"
        )
    }
}
