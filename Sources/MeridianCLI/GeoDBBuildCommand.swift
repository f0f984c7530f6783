import ArgumentParser
import MeridianKit

struct GeoDBBuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a location database from lists of networks.",
        discussion: """
            Files named *.csv hold lines `network,country[,subdivision]`; all others are ranges \
            as in Debian's package tor-geoipdb (`geoip`, `geoip6`). Later files win over earlier \
            ones. The database is replaced in one step, so a running server can keep using it.
            """
    )

    @Option(help: ArgumentHelp("Where to write the database.", valueName: "file"))
    var output = GeoDBCommand.defaultPath

    @Option(
        help: ArgumentHelp(
            "What the database says it is, with the attribution of its data.",
            discussion: "Without it a text with the attribution that tor-geoipdb asks for.",
            valueName: "text"
        )
    )
    var description: String?

    @Argument(help: "The lists of networks.")
    var sources: [String]

    func run() throws {
        print(
            try LocationDatabase.build(
                output: output,
                sources: sources,
                description: description
            )
        )
    }
}
