import ArgumentParser
import MeridianKit

struct ZoneDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say which names change their answer between two zone files, and where.",
        discussion: """
            Both zones are asked for every name and type of either, from every continent, country and \
            subdivision and every CIDR block that a record set is for, by the code that answers \
            queries.

              meridian zone diff old/example.com.yaml new/example.com.yaml
            """
    )

    @Argument(help: ArgumentHelp("The zone file to come from.", valueName: "a"))
    var old: String

    @Argument(help: ArgumentHelp("The zone file to go to.", valueName: "b"))
    var new: String

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "What the zones refer to: alias targets, CIDR collections, health checks.",
            valueName: "file"
        )
    )
    var configurationPath: String?

    @OptionGroup var zone: ZoneNameOption

    func run() throws {
        let (text, problems) = try Meridian.diffZones(
            from: old,
            to: new,
            zone: zone.name,
            configurationPath: configurationPath
        )
        for problem in problems { StandardError.write("\(problem)") }
        print(text)
    }
}
