import Foundation
import TestSupport
import Testing

@Suite("Serving a test suite")
struct TestModeTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private var zone: String { workspace.path + "/zones/example.com.yaml" }

    @Test("one line says where it answers, over UDP and TCP, for which zones, from which seed")
    func ready() throws {
        try workspace.writeExampleZone()
        let server = try ServerUnderTest(zone)
        #expect(server.ready.event == "ready")
        #expect(server.ready.pid == server.pid)
        #expect(server.ready.dns.map(\.address) == ["127.0.0.1"])
        #expect(server.ready.zones == ["example.com."])
        #expect(server.ready.seed == 1)
        #expect(server.outputText.contains("\"database\":null"))
        #expect(server.outputText.split(separator: "\n").count == 1)
        #expect(server.logText.contains("ready"), "logs go to standard error")
        for transport in ["+notcp", "+tcp"] {
            let answer = try server.dig("www.example.com", "+short", transport)
            #expect(answer == "xyz.cloudfront.net.\n")
        }
    }

    @Test("documentation networks have the location that the command line gives them")
    func networks() throws {
        try workspace.writeExampleZone()
        let server = try ServerUnderTest(
            zone,
            "--network=192.0.2.0/24=CN",
            "--network=198.51.100.0/24=continent-AS",
            "--network=203.0.113.0/24=US-CA",
            "--network=203.0.113.128/25=CN",
            "--network=2001:db8::/32=CN"
        )
        for (subnet, target) in [
            ("192.0.2.0/24", "abc.cloudfront.cn."), ("198.51.100.0/24", "xyz.cloudfront.net."),
            ("203.0.113.0/25", "xyz.cloudfront.net."), ("203.0.113.128/25", "abc.cloudfront.cn."),
            ("2001:db8:7::/48", "abc.cloudfront.cn."),
        ] {
            let answer = try server.dig("www.example.com", "+short", "+subnet=\(subnet)")
            #expect(answer == target + "\n", "\(subnet)")
        }
    }

    @Test("records of the command line make zones: declared ones, else of two labels")
    func records() throws {
        let server = try ServerUnderTest(
            "--record=www.example.com 60 A 192.0.2.1",
            "--record=www.example.com 60 A 192.0.2.2",
            "--record=example.com MX 10 mail.example.net",
            "--record=a.b.dev.example.com. IN TXT \"two words\"",
            "--zone=dev.example.com",
            "--zone=empty.example"
        )
        #expect(server.ready.zones == ["example.com.", "dev.example.com.", "empty.example."])
        let addresses = try server.dig("www.example.com", "+short")
        #expect(Set(addresses.split(separator: "\n")) == ["192.0.2.1", "192.0.2.2"])
        let mail = try server.dig("example.com", "MX", "+noall", "+answer")
        #expect(mail.contains(#/example\.com\.\s+300\s+IN\s+MX\s+10 mail\.example\.net\./#))
        #expect(try server.dig("a.b.dev.example.com", "TXT", "+short") == "\"two words\"\n")
        let missing = try server.dig("none.dev.example.com", "+noall", "+comments", "+authority")
        #expect(missing.contains("NXDOMAIN"))
        #expect(missing.contains(#/dev\.example\.com\.\s+900\s+IN\s+SOA/#))
        #expect(try server.dig("empty.example", "NS", "+short") == "ns1.empty.example.\n")
    }

    @Test("no configuration counts that nobody named, and what a named one says of sockets neither")
    func configuration() throws {
        try workspace.writeExampleZone()
        try FileManager.default.createDirectory(
            atPath: workspace.path + "/config",
            withIntermediateDirectories: true
        )
        try workspace.write("config/meridian.yaml", "bad: true\n")
        let lonely = try ServerUnderTest(in: workspace.path)
        #expect(lonely.ready.zones == [])
        #expect(try lonely.dig("www.example.com").contains("REFUSED"))

        let config = try workspace.write(
            "named.yaml",
            "listen: [\"192.0.2.1:53\"]\nworkers: 7\nnetworks: {198.51.100.0/24: CN, 192.0.2.0/24: CN}\n"
        )
        let named = try ServerUnderTest("--config", config, "--network=192.0.2.0/24=none")
        #expect(named.ready.dns.map(\.address) == ["127.0.0.1"])
        let ask = { (subnet: String) in
            try named.dig("www.example.com", "+short", "+subnet=\(subnet)")
        }
        #expect(try ask("198.51.100.0/24") == "abc.cloudfront.cn.\n")
        #expect(try ask("192.0.2.0/24") == "xyz.cloudfront.net.\n", "the command line wins")
    }

    @Test("the database of the configuration is told")
    func database() throws {
        try workspace.writeExampleZone()
        let database = try Checkout.countryDatabase()
        let config = try workspace.write("with.yaml", "geo: {database: \(database)}\n")
        let server = try ServerUnderTest("--config", config)
        #expect(server.ready.database?.wholeMatch(of: #/20\d\d-\d\d-\d\d/#) != nil)
        let answer = try server.dig("www.example.com", "+short", "+subnet=114.114.114.0/24")
        #expect(answer == "abc.cloudfront.cn.\n")
    }

    @Test("--listen chooses other addresses")
    func listen() throws {
        let server = try ServerUnderTest(
            "--record=a.test A 192.0.2.1",
            "--listen=127.0.0.9:0",
            "--listen=[::1]:0",
            "--seed=18446744073709551615"
        )
        #expect(server.ready.dns.map(\.address) == ["127.0.0.9", "::1"])
        #expect(server.ready.seed == .max)
        #expect(try server.dig("a.test", "+short") == "192.0.2.1\n")
    }

    @Test("it ends well when standard input closes")
    func inputCloses() throws {
        let server = try ServerUnderTest()
        #expect(try server.closeInput() == 0)
        #expect(server.logText.contains("stopped"))
    }

    @Test("it ends with the program that started it, however that ends")
    func parentEnds() throws {
        let fifo = workspace.path + "/alive"
        try #require(try Command.run("/usr/bin/mkfifo", [fifo]).status == 0)
        // The server inherits the writing end, and nobody else keeps it: the end of the FIFO is
        // that of the server.
        let result = try Command.run(
            "/usr/bin/timeout",
            [
                "-s", "KILL", "60", "/bin/bash", "-c", Self.killedParent, "bash", Product.meridian,
                fifo,
            ]
        )
        #expect(result.output == "killed 137\nserver ended\n", "\(result.errors)")
        #expect(result.status == 0, "it had to be killed after a minute")
    }

    private static let killedParent = """
        bash -c '
            coproc server { exec "$1" serve --test 9> "$2"; }
            read -r ready <&"${server[0]}"
            kill -KILL $$
        ' bash "$1" "$2" & parent=$!
        exec 8< "$2"
        wait $parent
        echo "killed $?"
        cat <&8
        echo "server ended"
        """

    @Test(
        "with /dev/null as standard input, or none, it stays until it is told to go",
        arguments: ["< /dev/null", "<&-"]
    )
    func nobodyAtInput(_ redirection: String) throws {
        let script = """
            exec 3< <(exec "$1" serve --test --record 'a.test A 192.0.2.1' \(redirection))
            server=$!
            read -r ready <&3
            port=$(sed 's/.*"port":\\([0-9]*\\).*/\\1/' <<< "$ready")
            dig @127.0.0.1 -p "$port" a.test +short
            kill $server
            wait $server
            echo "ended $?"
            """
        let result = try Command.run(
            "/usr/bin/timeout",
            ["-s", "KILL", "60", "/bin/bash", "-c", script, "bash", Product.meridian]
        )
        #expect(result.output == "192.0.2.1\nended 0\n", "\(result.errors)")
        #expect(result.status == 0)
    }

    @Test("an unknown command is answered with an error, on one line")
    func unknownCommand() throws {
        let server = try ServerUnderTest()
        let answer = try server.ask("fly me")
        #expect(answer.hasPrefix("{\"command\":\"fly me\",\"event\":\"error\""))
        #expect(answer.contains(#"found \"fly\", expected a command: queries [NUMBER]"#))
    }

    @Test(
        "a word that makes no sense is a usage error, with its place",
        arguments: [
            (["--network=198.51.100.0"], "network: found \"198.51.100.0\", expected a network"),
            (["--network=198.51.100.1/24=CN"], "without host bits"),
            (["--network=198.51.100.0/24=XX"], "expected behind = a country (CN)"),
            (["--network=192.0.2.0/24=CN", "--network=192.0.2.0/24=US"], "is given twice"),
            (["--record=a.test A 192.0.2.1", "--record=b.test A 300.1.2.3"], "record 2:1:10: "),
            (["--record=b.test"], "record 1:1:7: found the end of the line, expected a type"),
            (["--record= "], "record 1:1:1: found no record"),
            (["--record=$INCLUDE /etc/passwd"], "a record cannot include a file"),
            (["--zone=a..b"], "zone: found \"a..b\", expected a domain name"),
            (["--seed=many"], "--seed"), (["--listen=localhost"], "--listen"),
        ]
    )
    func usage(_ arguments: [String], _ message: String) throws {
        let result = try OtherProgram(Product.meridian, ["serve", "--test"] + arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("in test mode anything that is wrong with the content refuses the start")
    func strict() throws {
        try workspace.writeExampleZone()
        try workspace.write("zones/bad.yaml", "zone: bad.example\nrecords: {www: {A: 300.1.2.3}}\n")
        for (arguments, message) in [
            ([workspace.path + "/zones"], "zones/bad.yaml:2:"),
            ([zone, "missing.yaml"], "command line: found missing.yaml, expected a file"),
            (["--record=a.test CNAME b.test", "--record=a.test A 192.0.2.1"], "a.test"),
            (
                [zone, "--record=new.example.com A 192.0.2.1"],
                "expected it in one file: \(zone) holds it already"
            ),
            (
                [zone, "--zone=com", "--record=new.example.com A 192.0.2.1"],
                "expected a name outside of the zone example.com., which \(zone) holds"
            ),
        ] {
            let result = try OtherProgram(Product.meridian, ["serve", "--test"] + arguments)
            #expect(result.status == 1, "\(arguments)")
            #expect(result.errors.contains(message), "\(result.errors)")
            #expect(result.output.isEmpty)
        }
    }

    @Test("networks, records and zone files count without --test too, configured or not")
    func service() throws {
        try workspace.writeExampleZone()
        let config = try workspace.configure("zones: []")
        let server = try RunningServer(
            config: config,
            zone,
            "--network=192.0.2.0/24=CN",
            "--record=a.test A 192.0.2.1"
        )
        let answer = try server.dig("www.example.com", "+short", "+subnet=192.0.2.0/24")
        #expect(answer == "abc.cloudfront.cn.\n")
        #expect(try server.dig("a.test", "+short") == "192.0.2.1\n")

        let alone = try Command.run(
            "/usr/bin/timeout",
            [
                "-s", "KILL", "60", "/bin/bash", "-c", Self.withoutConfiguration, "bash",
                Product.meridian,
            ],
            in: workspace.path
        )
        #expect(alone.output.contains("ready: 1 zone"), "\(alone.output)\(alone.errors)")
        #expect(alone.status == 0)
    }

    private static let withoutConfiguration = """
        exec 3< <(exec "$1" serve --listen 127.0.0.1:0 --record 'a.test A 192.0.2.1' 2>&1)
        server=$!
        grep -m 1 'ready' <&3
        kill $server
        wait $server
        """
}
