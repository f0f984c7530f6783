import Foundation
import TestSupport
import Testing

/// What the packages that `scripts/package` builds bring along.
@Suite("The packages")
struct PackageTests {
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

private enum SystemdAnalyze {
    static let path = "/usr/bin/systemd-analyze"
    static let isThere = FileManager.default.isExecutableFile(atPath: path)
}
