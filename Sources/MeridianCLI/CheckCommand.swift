import ArgumentParser
import MeridianKit

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read everything that `serve` would, and print all that is wrong.",
        discussion: """
            Asks the content what zones and files of `expectations` expect of it, too. Exits with \
            1 if anything would be refused; warnings do not count.
            """
    )

    @Option(help: "How to print it: for people, or as a report of tests, one for each expectation.")
    var format = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case junit
        case tap
    }

    @OptionGroup var configurationFile: ConfigurationOption

    func run() throws {
        let path = try ConfigurationSearch.path(named: configurationFile.path)
        let report = Meridian.check(configurationPath: path)
        switch format {
        case .text: print(report.text)
        case .junit: print(report.junit)
        case .tap: print(report.tap)
        }
        guard !report.isRefused else {
            throw CommandFailure(exitStatus: .contentRefused, message: "")
        }
    }
}
