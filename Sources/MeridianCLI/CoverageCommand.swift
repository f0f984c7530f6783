import ArgumentParser
import MeridianKit

struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Say what every continent, country and subdivision gets for a name.",
        discussion: """
            Reads configuration and zones as `serve` would, and asks the same code that answers \
            queries, once from each place that Route 53 knows and once without a location. Where \
            lots are drawn, each answer stands behind its share. Where addresses are plays no part.

              meridian coverage www.example.com
              meridian coverage www.example.com --diff old/meridian.yaml
            """
    )

    @Argument(help: "The domain name that is asked for.")
    var name: String

    @Argument(help: "The type that is asked for.")
    var type = "A"

    @Option(
        help: ArgumentHelp(
            "Print only the places that get another answer than with this configuration.",
            valueName: "old config"
        )
    )
    var diff: String?

    @Flag(help: "How to print it. Without any: each answer, and the places that get it.")
    var format: Format?

    enum Format: String, EnumerableFlag {
        case all
        case csv
        case json

        static func help(for value: Format) -> ArgumentHelp? {
            switch value {
            case .all: "Print a line for each place."
            case .csv: "Print comma-separated values."
            case .json: "Print JSON."
            }
        }
    }

    @OptionGroup var configurationFile: ConfigurationOption

    func run() throws {
        let path = try ConfigurationSearch.path(named: configurationFile.path)
        let (report, problems) =
            if let diff {
                try Meridian.coverageDiff(
                    name: name,
                    type: type,
                    oldConfigurationPath: diff,
                    configurationPath: path
                )
            } else {
                try Meridian.coverage(name: name, type: type, configurationPath: path)
            }
        for problem in problems { StandardError.write("\(problem)") }
        switch format {
        case nil: print(report.text)
        case .all: print(report.table)
        case .csv: print(report.csv, terminator: "")
        case .json: print(report.json)
        }
    }
}
