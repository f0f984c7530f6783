import Foundation
import TestSupport
import Testing

/// Raw octets over real sockets, sent and judged by a program that shares nothing with the server:
/// the Python modules in `checklist`, one for each section, with a function for every rule.
@Suite("The rules of the wire")
struct ChecklistTests {
    /// The modules, and how many functions each has at least: none may get lost unseen.
    static let sections: [(module: String, functions: Int)] = [
        ("a_messages", 23), ("b_names", 9), ("c_lookup", 17), ("d_edns", 18), ("d_cookies", 10),
        ("e_client_subnet", 16), ("f_datagrams", 8), ("f_streams", 18), ("g_identity", 6),
        ("smoke", 25),
    ]

    @Test("every function of the section passes", arguments: sections)
    func section(_ module: String, _ functions: Int) throws {
        let servers = try ChecklistServers()
        let run = try servers.run(module)
        print(run.output, run.errors)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let done = run.lines.filter { $0.hasPrefix("checked ") || $0.hasPrefix("SKIPPED ") }
        #expect(done.count >= functions)
        #expect(done.count == run.lines.count, "lines that are no function's")
    }

    @Test("every module of the directory is a section, or used by one")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: ChecklistServers.directory)
        let modules = files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }
        let shared = ["exchange", "messages", "run", "siphash"]
        #expect(Set(modules) == Set(Self.sections.map(\.module) + shared))
    }
}

/// The servers that the checklist is asked of, with the content of `checklist/content`.
private struct ChecklistServers {
    static let directory = Checkout.path("Tests/EndToEndTests/checklist")

    private let workspace: Workspace
    private let servers: [(name: String, server: RunningServer)]

    init() throws {
        workspace = try Workspace()
        let content = workspace.path + "/content"
        try FileManager.default.copyItem(atPath: Self.directory + "/content", toPath: content)
        try workspace.write("content/zones/vast.example.zone", Self.vastZone)
        servers = try [
            ("main", ["127.0.0.1:0", "127.0.0.2:0", "[::1]:0"]), ("other", ["127.0.0.1:0"]),
            ("wildcard", ["0.0.0.0:0", "[::]:0"]),
        ].map { name, addresses in
            let config = "\(content)/\(name).yaml"
            return (name, try RunningServer(config: config, listen: addresses))
        }
    }

    /// A reply for `mail.vast.example MX` goes far past what a compression pointer can reach.
    private static var vastZone: String {
        let apex = ["$TTL 3600", "@ SOA ns hostmaster 1 7200 900 1209600 300", "@ NS ns"]
        let exchanges = (0..<700).flatMap { number in
            [
                "mail MX \(number) exchange-\(number)",
                "mail MX \(1000 + number) exchange-\(number)",
                "exchange-\(number) A 192.0.2.1",
            ]
        }
        return (apex + ["ns A 192.0.2.53"] + exchanges).joined(separator: "\n") + "\n"
    }

    /// Runs a module to its end. `-B`: the checkout is no place for compiled files.
    func run(_ module: String) throws -> OtherProgram {
        let addresses = servers.flatMap { name, server in
            server.addresses.map { "\(name)=\($0.host),\($0.port)" }
        }
        let arguments = ["-B", Self.directory + "/run.py", module] + addresses
        return try OtherProgram(Checkout.python(), arguments)
    }
}
