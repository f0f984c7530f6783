import Foundation
import TestSupport
import Testing

/// The examples for those who test against Meridian, each executed where it lies, as it stands.
@Suite("The examples")
struct ExamplesTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private static let directory = Checkout.path("config/examples")

    /// Runs a program that finds this as `meridian`.
    private func run(_ arguments: [String], meridian: String = Product.meridian) throws
        -> OtherProgram
    {
        try OtherProgram("/usr/bin/env", ["MERIDIAN=\(meridian)"] + arguments)
    }

    /// A server for which China lies in America: what an example must not pass with.
    private func wrongServer() throws -> String {
        let path = try workspace.write(
            "wrong-meridian",
            "#!/bin/bash\nexec '\(Product.meridian)' \"${@/=CN/=US}\"\n"
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    @Test("the shell script finds the right answers right, and wrong ones wrong")
    func shell() throws {
        let script = Self.directory + "/shell/china.sh"
        let right = try run([script])
        #expect(right.status == 0, "\(right.errors)")
        #expect(right.lines.count == 3)
        let wrong = try run([script], meridian: try wrongServer())
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("xyz.cloudfront.net., not abc.cloudfront.cn."))
    }

    @Test("the pytest fixture finds the right answers right, and wrong ones wrong")
    func pytest() throws {
        let command = [
            try Checkout.python(), "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider",
            Self.directory + "/pytest",
        ]
        let right = try run(command)
        #expect(right.status == 0, "\(right.output)\(right.errors)")
        #expect(right.output.contains("5 passed"))
        let wrong = try run(command, meridian: try wrongServer())
        #expect(wrong.status == 1)
        #expect(wrong.output.contains("3 failed, 2 passed"), "\(wrong.output)")
    }

    /// Some minutes the first time: the package builds Meridian, without the executable.
    @Test("the Swift package builds, and its tests pass")
    func swiftTesting() throws {
        let run = try OtherProgram(
            "/usr/bin/env",
            [
                "swift", "test", "--package-path", Self.directory + "/swift-testing",
                "--scratch-path", Checkout.path(".build/examples/swift-testing"),
            ],
            patience: .seconds(3000)
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let output = run.output + run.errors
        #expect(output.contains("Executed 1 test, with 0 failures"), "\(output)")
        #expect(output.contains("Test run with 2 tests"), "\(output)")
    }

    @Test("the command line of the compose file serves the scenario to both networks")
    func compose() throws {
        let file = try ComposeFile(Self.directory + "/compose/compose.yaml")
        let arguments = try file.commandOutsideOfContainer(service: "dns")
        #expect(arguments.prefix(2) == ["serve", "--test"])
        let server = try ServerUnderTest(arguments: Array(arguments.dropFirst(2)))
        for (client, network) in [("in-china", "china"), ("in-the-world", "elsewhere")] {
            let target = try file.expectedTarget(of: client)
            let subnet = try file.subnet(of: network)
            let answer = try server.dig("www.example.com", "+short", "+subnet=\(subnet)")
            #expect(answer == target + ".\n")
            #expect(try file.command(of: client).contains(file.address(of: "dns", in: network)))
        }
    }

    @Test(
        "Docker Compose finds nothing wrong with the compose file",
        .enabled(if: Docker.hasCompose, "SKIPPED: there is no docker compose here")
    )
    func composeIsValid() throws {
        let path = Self.directory + "/compose/compose.yaml"
        let check = try Command.run(
            "/usr/bin/env",
            ["docker", "compose", "-f", path, "config", "-q"]
        )
        #expect(check.status == 0, "\(check.errors)")
    }
}

private enum Docker {
    static let hasCompose =
        (try? OtherProgram("/usr/bin/env", ["docker", "compose", "version"]))?.status == 0
}
