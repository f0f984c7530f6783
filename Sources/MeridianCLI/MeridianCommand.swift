import ArgumentParser
import MeridianKit

struct MeridianCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meridian",
        abstract: "An authoritative DNS server that answers by where the client is.",
        discussion: """
            Zones and record sets are those of Amazon Route 53, geolocation routing included. \
            Start with `meridian serve`; see `config/meridian.yaml` for every option.

            Exit codes: 0 good, 1 content refused, 2 usage, 3 socket or permission.
            """,
        version: MeridianVersion.current,
        subcommands: [
            ServeCommand.self, CheckCommand.self, ExplainCommand.self, CoverageCommand.self,
            ZoneCommand.self, GeoDBCommand.self, VersionCommand.self,
        ] + storeCommands
    )
}

/// The configuration, as every command that reads it finds it.
struct ConfigurationOption: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "The configuration file.",
            discussion: """
                Without it \(ConfigurationSearch.places.joined(separator: ", else ")).
                """,
            valueName: "file"
        )
    )
    var path: String?
}
