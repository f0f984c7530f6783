import Foundation
import TestSupport
import Testing

@Suite("Who may ask, from the configuration to dig")
struct AccessTests {
    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.writeExampleZone()
        try workspace.write(
            "zones/inner.example.yaml",
            """
            zone: inner.example
            allow: [127.0.0.2]
            records: {www: {A: 192.0.2.1}}
            """
        )
        try workspace.write(
            "zones/plain.example.zone",
            """
            @ 60 SOA ns host 1 2 3 4 5
            @ 60 NS ns
            ns 60 A 192.0.2.53
            www 60 A 192.0.2.2
            """
        )
    }

    @Test("whom a zone drops, over TCP too, gets nothing")
    func dropped() throws {
        try workspace.write(
            "zones/silent.example.yaml",
            "zone: silent.example\ndeny: [127.0.0.3]\nrefused: drop\nrecords: {www: {A: 192.0.2.3}}\n"
        )
        let server = try RunningServer(config: try workspace.configure())
        for transport in ["+notcp", "+tcp"] {
            for (source, isAnswered) in [("127.0.0.2", true), ("127.0.0.3", false)] {
                let reply = try server.dig(
                    "www.silent.example",
                    "A",
                    "-b",
                    source,
                    transport,
                    "+time=1",
                    "+tries=1"
                )
                #expect(reply.contains("status: NOERROR") == isAnswered, "\(reply)")
                #expect(reply.contains("status:") == isAnswered, "\(reply)")
            }
        }
    }

    private func status(_ name: String, from source: String, _ server: RunningServer) throws
        -> String
    {
        let reply = try server.dig(name, "A", "-b", source)
        let status = reply.firstMatch(of: #/status: (\w+)/#).map { String($0.output.1) }
        return (status ?? "none") + (reply.contains("EDE: 18") ? " prohibited" : "")
    }

    @Test("a zone's own rules, and the configuration's over them; a reload changes both")
    func zones() throws {
        let server = try RunningServer(
            config: try workspace.configure("zone_access: {plain.example: {deny: [127.0.0.2]}}")
        )
        let prohibited = "REFUSED prohibited"
        #expect(try status("www.inner.example", from: "127.0.0.2", server) == "NOERROR")
        #expect(try status("www.inner.example", from: "127.0.0.3", server) == prohibited)
        #expect(try status("nowhere.inner.example", from: "127.0.0.3", server) == prohibited)
        #expect(try status("www.plain.example", from: "127.0.0.2", server) == prohibited)
        #expect(try status("www.plain.example", from: "127.0.0.3", server) == "NOERROR")
        #expect(try status("www.example.com", from: "127.0.0.3", server) == "NOERROR")
        try workspace.configure("zone_access: {inner.example: {deny: [127.0.0.2]}}")
        try server.send(SIGHUP, andAwait: "reloaded:")
        #expect(try status("www.inner.example", from: "127.0.0.2", server) == prohibited)
        #expect(try status("www.inner.example", from: "127.0.0.3", server) == "NOERROR")
        #expect(try status("www.plain.example", from: "127.0.0.2", server) == "NOERROR")
    }

    @Test(
        "check advises to limit replies where the whole world may ask",
        arguments: [
            ("listen: [\"0.0.0.0:53\"]", true), ("listen: [\"192.0.2.1:53\"]", true),
            ("listen: [\"192.0.2.1:53\"]\nrate_limit: on", false),
            ("listen: [\"127.0.0.1:53\", \"10.1.2.3:53\", \"[fd00::1]:53\"]", false),
            ("listen: [{address: \"192.0.2.1:53\", allow: [10.0.0.0/8]}]", false),
            ("listen: [{address: \"192.0.2.1:53\", deny: [10.0.0.0/8]}]", true),
            ("listen: [{address: \"192.0.2.1:53\", proxy: {from: [10.0.0.1]}}]", false),
        ]
    )
    func advice(_ lines: String, isGiven: Bool) throws {
        let config = try workspace.write("meridian.yaml", lines + "\nzones: [zones/]\n")
        let check = try Command.meridian("check", "--config", config)
        #expect(check.status == 0, "\(check.errors)")
        #expect((check.output + check.errors).contains("rate_limit: found off") == isGiven)
    }
}
