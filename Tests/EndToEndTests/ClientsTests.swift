import Foundation
import TestSupport
import Testing

/// What people manage Route 53 with, unchanged, against the real executable: the modules of
/// `clients`, which pytest runs.
@Suite("Clients of Route 53")
struct ClientsTests {
    /// The modules, and how many tests each has at least: none may get lost unseen.
    static let modules: [(name: String, tests: Int)] = [
        ("boto3", 15), ("aws_cli", 1), ("octodns", 1), ("certbot", 1), ("documents", 25),
        ("signatures", 30), ("hostile", 37), ("openapi", 13),
    ]

    @Test("does what the client wants", arguments: modules)
    func passes(_ name: String, _ tests: Int) throws {
        let run = try Self.run(name)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try Self.count("passed", in: run) >= tests, "\(run.output)")
        #expect(try Self.count("skipped", in: run) == 0, "\(run.output)")
    }

    @Test(
        "reaches the API through nginx, with TLS and signatures",
        .enabled(if: Peers.areThere, Peers.reason)
    )
    func nginx() throws {
        let run = try Self.run("nginx")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try Self.count("passed", in: run) >= 5, "\(run.output)")
    }

    @Test(
        "does what Terraform wants",
        .enabled(if: Terraform.isThere, "SKIPPED: terraform is not here, or has no AWS provider")
    )
    func terraform() throws {
        let run = try Self.run("terraform")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try Self.count("passed", in: run) == 1, "\(run.output)")
    }

    @Test("every module of the directory is run")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory)
        let found = files.filter { $0.hasPrefix("test_") }.map { $0.dropFirst(5).dropLast(3) }
        let run = Self.modules.map(\.name) + ["nginx", "terraform"]
        #expect(found.map(String.init).sorted() == run.sorted())
    }

    private static let directory = Checkout.path("Tests/EndToEndTests/clients")

    private static func run(_ module: String) throws -> OtherProgram {
        try OtherProgram(
            "/usr/bin/env",
            [
                "MERIDIAN=\(Product.meridian)",
                "NGINX=\(Checkout.path(".build/peers/usr/sbin/nginx"))",
                "EXAMPLES=\(Checkout.path("config/examples"))",
                try Checkout.python(), "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider",
                "\(directory)/test_\(module).py",
            ]
        )
    }

    /// The number in pytest's closing line: `15 passed, 1 skipped in 9.21s`.
    private static func count(_ word: String, in run: OtherProgram) throws -> Int {
        let line = try #require(run.lines.last)
        return line.firstMatch(of: try Regex("(\\d+) \(word)", as: (Substring, Substring).self))
            .flatMap { Int($0.output.1) } ?? 0
    }
}

private enum Terraform {
    private static let look = "command -v terraform && ls /usr/share/terraform/providers/*/*/aws"
    /// The provider has to lie where the test has Terraform look for it: nothing is downloaded.
    static let isThere = (try? OtherProgram("/bin/sh", ["-c", look]))?.status == 0
}
