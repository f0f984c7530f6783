import ArgumentParser

struct ZoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zone",
        abstract: "Convert zone files, and compare them.",
        subcommands: [ZoneConvertCommand.self, ZoneDiffCommand.self]
    )
}

/// The zone's name, as every command on zone files takes it.
struct ZoneNameOption: ParsableArguments {
    @Option(
        name: .customLong("zone"),
        help: ArgumentHelp(
            "The zone's name, where the name of a file does not tell it.",
            valueName: "name"
        )
    )
    var name: String?
}
