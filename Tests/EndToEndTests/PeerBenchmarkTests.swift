import Foundation
import TestSupport
import Testing

/// `scripts/bench` measures only servers that answer right. Here it looks at a small database and
/// measures nothing.
@Suite("The benchmark beside other servers", .serialized)
struct PeerBenchmarkTests {
    private let workspace: Workspace
    private let database: String

    init() throws {
        workspace = try Workspace()
        database = workspace.path + "/small.mmdb"
        let list = try workspace.write("small.csv", Self.networks)
        let built = try Command.meridian("geodb", "build", "--output", database, list)
        try #require(built.status == 0, "\(built.errors)")
    }

    /// China and others in turns, so that there are boundaries to ask about.
    private static var networks: String {
        (16..<48).map { number in
            let country = number % 2 == 0 ? "CN" : "US"
            return "\(number).16.0.0/12,\(country)\n2400:\(number)00::/24,\(country)\n"
        }
        .joined()
    }

    @Test(
        "every server answers right, alone and under load",
        .enabled(if: Peers.areThere, Peers.reason)
    )
    func right() throws {
        let run = try bench()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        for server in ["echo", "nsd", "knot", "gdnsd", "meridian"] {
            #expect(run.lines.contains { $0.hasPrefix("| \(server) ") }, "\(run.output)")
        }
    }

    @Test(
        "a wrong answer, a wrong scope and a server with a wrong zone end it",
        .enabled(if: Peers.areThere, Peers.reason)
    )
    func wrong() throws {
        let faults = [
            (plant: "answers", servers: "echo"), ("scopes", "knot"), ("gdnsd", "gdnsd"),
            ("meridian", "meridian"),
        ]
        for (plant, server) in faults {
            let run = try bench("--plant", plant, "--servers", server)
            #expect(run.status == 1)
            let message = "WRONG, so nothing is measured: \(server): "
            #expect(run.errors.hasPrefix(message), "\(plant): \(run.errors)")
        }
    }

    private func bench(_ arguments: String...) throws -> OtherProgram {
        let program = Checkout.path("Tests/PeerBenchmark/bench.py")
        let setting = [
            "--meridian", Product.meridian, "--database", database,
            "--directory", workspace.path + "/bench", "--quick",
        ]
        return try OtherProgram(
            Checkout.python(),
            ["-B", program] + setting + arguments + ["check"]
        )
    }
}
