import ArgumentParser
import MeridianKit

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read everything that `serve` would, and print all that is wrong.",
        discussion: "Exits with 1 if anything would be refused; warnings do not count."
    )

    @OptionGroup var configurationFile: ConfigurationOption

    func run() throws {
        let path = try ConfigurationSearch.path(named: configurationFile.path)
        let report = Meridian.check(configurationPath: path)
        for problem in report.problems { print(problem) }
        print(report.summary)
        guard !report.isRefused else {
            throw CommandFailure(exitStatus: .contentRefused, message: "")
        }
    }
}
