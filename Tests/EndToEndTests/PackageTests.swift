import Foundation
import TestSupport
import Testing

/// The packages that `scripts/package` builds, used where nothing of the checkout is.
@Suite("The packages")
struct PackageTests {
    /// A Debian without anything, in which the package is installed as anybody would; a few minutes
    /// the first time.
    @Test(
        "install into a bare Debian, and what they install answers at port 53 as its own user",
        .enabled(if: BareDebian.canBeMade, BareDebian.reason)
    )
    func debianPackage() throws {
        let package = try Packages.debianPackage()
        let debian = try BareDebian()
        try debian.install(package)
        try debian.write(
            "etc/meridian/zones/example.com.yaml",
            Workspace.exampleZone(ttl: 60)
        )
        try debian.write(
            "etc/meridian/meridian.yaml",
            """
            listen: ["127.53.53.53:53"]
            zones: [zones/]
            networks: {198.51.100.0/24: CN}
            """
        )
        let check = try debian.run("meridian", "check")
        #expect(check.status == 0, "\(check.errors)")
        for file in Packages.documentation {
            #expect(debian.has(file), "\(file) is missing")
        }

        // As the unit has it: another user than root, with one privilege.
        let capability = "+net_bind_service"
        let server = try RunningServer(
            config: "/etc/meridian/meridian.yaml",
            program: [
                "chroot", debian.root, "setpriv", "--reuid=meridian", "--regid=meridian",
                "--clear-groups", "--inh-caps", capability, "--ambient-caps", capability,
                "--no-new-privs", "meridian",
            ]
        )
        let china = try server.dig("www.example.com", "+short", "+subnet=198.51.100.0/24")
        #expect(china == "abc.cloudfront.cn.\n")
        let world = try server.dig("www.example.com", "+short", "+tcp")
        #expect(world == "xyz.cloudfront.net.\n")
        #expect(try server.end(with: SIGTERM) == 0)

        let removal = try debian.run("dpkg", "--purge", "meridian")
        #expect(removal.status == 0, "\(removal.errors)")
        #expect(!debian.has("usr/bin/meridian") && !debian.has("etc/meridian"))
    }

    @Test(
        "have a unit that gives away no more than it must",
        .enabled(if: SystemdAnalyze.isThere, "SKIPPED: there is no systemd-analyze here")
    )
    func exposure() throws {
        let unit = Checkout.path("config/systemd/meridian.service")
        let run = try Command.run(
            SystemdAnalyze.path,
            ["security", "--offline=yes", "--no-pager", unit]
        )
        let line = try #require(run.lines.last { $0.contains("Overall exposure level") })
        let level = try #require(
            line.firstMatch(of: #/: (\d+\.\d)/#).flatMap { Double($0.output.1) }
        )
        #expect(level <= 2.0, "\(line)")
    }
}

/// What `scripts/package` makes.
private enum Packages {
    static let documentation = [
        "usr/share/man/man1/meridian.1.gz", "usr/share/bash-completion/completions/meridian",
        "usr/share/zsh/vendor-completions/_meridian",
        "usr/share/fish/vendor_completions.d/meridian.fish",
        "usr/lib/systemd/system/meridian.service", "usr/share/doc/meridian/copyright",
        "usr/share/doc/meridian/examples/meridian.yaml",
    ]

    static func debianPackage() throws -> String {
        let run = try OtherProgram(Checkout.path("scripts/package"), [], patience: .seconds(3000))
        try #require(run.status == 0, "\(run.errors)")
        let directory = Checkout.path(".build/packages")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        #expect(files.contains { $0.hasSuffix(".tar.gz") })
        return directory + "/" + (try #require(files.first { $0.hasSuffix(".deb") }))
    }
}

private enum SystemdAnalyze {
    static let path = "/usr/bin/systemd-analyze"
    static let isThere = FileManager.default.isExecutableFile(atPath: path)
}

/// A root directory with the least that a Debian 12 is; gone when the test is.
private final class BareDebian {
    let root: String

    static let canBeMade =
        getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/debootstrap")
    static let reason: Comment = "SKIPPED: this needs root and debootstrap"

    init() throws {
        root = NSTemporaryDirectory() + "meridian-debian-\(UUID().uuidString)"
        let run = try OtherProgram(
            "/usr/sbin/debootstrap",
            ["--variant=minbase", "--include=ca-certificates", "bookworm", root]
        )
        guard run.status == 0 else { throw Failed(reason: run.output + run.errors) }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: root) } catch { print(error) }
    }

    struct Failed: Error { let reason: String }

    func install(_ package: String) throws {
        try FileManager.default.copyItem(atPath: package, toPath: root + "/tmp/meridian.deb")
        let install = try run(
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "/tmp/meridian.deb"
        )
        guard install.status == 0 else { throw Failed(reason: install.output + install.errors) }
    }

    func run(_ command: String...) throws -> OtherProgram {
        try OtherProgram("/usr/sbin/chroot", [root] + command)
    }

    func write(_ path: String, _ text: String) throws {
        try text.write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8)
    }

    func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }
}
