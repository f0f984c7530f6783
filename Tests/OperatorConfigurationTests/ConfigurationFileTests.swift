import Addressing
import DNSWire
import Geography
import OperatorConfiguration
import Testing

@Suite("Reading the configuration file")
struct ConfigurationFileTests {
    @Test("an empty file is the defaults, with the zones beside it")
    func empty() throws {
        var expected = ServerConfiguration()
        expected.zones = [.path("/etc/meridian/zones/")]
        #expect(try parse("", path: "/etc/meridian/meridian.yaml") == expected)
    }

    @Test("every option is read")
    func everything() throws {
        let configuration = try parse(
            """
            listen: ["192.0.2.1:53", "[2001:db8::1]:53", "[::]:0"]
            workers: 3
            zones: [a/, /srv/b.zone, {zone: example.com, file: c.txt}]
            watch: off
            geo: {database: ../geodb/city.mmdb}
            networks: {198.51.100.0/24: CN, 203.0.113.0/25: US-CA, 2001:db8::/32: continent-AS}
            tcp: {connections: 10, per_client: 2, per_listener: 5, idle_seconds: 30}
            edns: {udp_size: 1400}
            ecs: off
            cookies: {secret_file: /run/secret, previous_secret_file: old}
            identity: {nsid: NO, id_server: "fra 1", version: 1:30}
            name_servers: [ns1.example.net, NS2.example.net.]
            """,
            path: "conf/meridian.yaml"
        )
        #expect(
            configuration.listen?.map(\.description)
                == ["192.0.2.1:53", "[2001:db8::1]:53", "[::]:0"]
        )
        #expect(configuration.workers == 3)
        let zone = try DomainName(presentation: "example.com")
        #expect(
            configuration.zones == [
                .path("conf/a/"), .path("/srv/b.zone"), .file(zone: zone, path: "conf/c.txt"),
            ]
        )
        #expect(configuration.watchesFiles == false)
        #expect(configuration.geoDatabase == "geodb/city.mmdb")
        #expect(
            configuration.networks.map { "\($0.prefix) \($0.location)" } == [
                "198.51.100.0/24 CN", "203.0.113.0/25 US-CA", "2001:db8::/32 continent-AS",
            ]
        )
        #expect(configuration.tcp.connections == 10)
        #expect(configuration.tcp.connectionsPerClient == 2)
        #expect(configuration.tcp.connectionsPerListener == 5)
        #expect(configuration.tcp.idleSeconds == 30)
        #expect(configuration.udpSize == 1400)
        #expect(configuration.usesClientSubnet == false)
        #expect(configuration.cookies.secretFile == "/run/secret")
        #expect(configuration.cookies.previousSecretFile == "conf/old")
        #expect(configuration.identity.nsid == "NO")
        #expect(configuration.identity.serverID == "fra 1")
        #expect(configuration.identity.version == "1:30")
        #expect(
            configuration.nameServers == [
                try DomainName(presentation: "ns1.example.net"),
                try DomainName(presentation: "ns2.example.net"),
            ]
        )
    }

    @Test(
        "a bad value is refused where it stands, with what was expected",
        arguments: [
            ("liston: []", #"1:1: found the unknown key "liston", expected one of listen,"#),
            ("tcp: {conections: 1}", #"(did you mean "connections"?)"#),
            ("listen: [127.0.0.1]", #"1:10: found "127.0.0.1", expected ADDRESS:PORT"#),
            ("listen: [\"::1:53\"]", #"1:10: found "::1:53", expected ADDRESS:PORT"#),
            ("listen: [\"1.2.3.4:65536\"]", "expected ADDRESS:PORT"),
            ("listen: [\"1.2.3.4:5\", \"1.2.3.4:5\"]", "1:23: found 1.2.3.4:5 again"),
            ("listen: []", "1:9: found an empty list, expected at least one address"),
            ("listen: 1.2.3.4:53", #"1:9: found "1.2.3.4:53", expected a list of ADDRESS:PORT"#),
            ("workers: 0", #"1:10: found "0", expected a whole number from 1 to 1024"#),
            ("zones: [{zone: a}]", #"1:9: found a mapping without "file", expected the key"#),
            ("zones: [{zone: a..b, file: c}]", #"1:16: found "a..b", expected a domain name ("#),
            ("zones: [\"\"]", #"1:9: found "", expected a path"#),
            ("geo: country.mmdb", #"1:6: found "country.mmdb", expected a mapping"#),
            ("geo: {max_moved_percent: -1}", "expected a number from 0 to 100, such as 2.5"),
            ("geo: {max_moved_percent: 100.1}", "expected a number from 0 to 100, such as 2.5"),
            ("expectations: a.yaml", "expected a list of files"),
            ("networks: {10.0.0.1/8: CN}", #"1:12: found "10.0.0.1/8", expected a network"#),
            ("networks:\n  10.0.0.0/8: cn", #"2:15: found "cn", expected a country (CN)"#),
            ("networks: {10.0.0.0/8: UK}", #"1:24: found "UK", expected a country (CN)"#),
            ("networks: {10.0.0.0/8: default}", #"1:24: found "default", expected a country"#),
            ("networks: {0::/0: CN, 0:0::/0: CN}", "1:23: found ::/0 again"),
            ("tcp: {idle_seconds: 7000}", "expected a whole number from 1 to 6553"),
            ("edns: {udp_size: 511}", "expected a whole number from 512 to 4096"),
            ("watch: x", #"1:8: found "x", expected on or off"#),
            ("ecs: maybe", #"1:6: found "maybe", expected on or off"#),
            ("identity: {nsid: \"\"}", "expected a text of 1 to 255 octets"),
            ("name_servers: ns1.example.net", "expected a list of domain names"),
            ("- a\n", "1:1: found a list, expected a mapping"),
            ("a: [", "expected valid YAML"),
        ]
    )
    func refusals(_ text: String, _ part: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(text, path: "m.yaml") }
        let description = error?.description ?? ""
        #expect(description.hasPrefix("m.yaml:"))
        #expect(description.contains(part), "\(description)")
    }

    @Test("all that is wrong is reported together")
    func allProblems() {
        let text = "workers: x\necs: x\nfoo: 1\ntcp: {idle_seconds: x, bar: 2}\n"
        let error = #expect(throws: ConfigurationError.self) { try parse(text, path: "m") }
        #expect(error?.problems.count == 5)
    }

    @Test("a file that is not there is named, with the system's reason")
    func missingFile() {
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.read("/nonexistent/meridian.yaml")
        }
        #expect(
            error?.description
                == "/nonexistent/meridian.yaml: cannot be read: there is no such file"
        )
    }

    private func parse(_ text: String, path: String) throws -> ServerConfiguration {
        try ConfigurationFile.parse(Array(text.utf8), path: path)
    }
}
