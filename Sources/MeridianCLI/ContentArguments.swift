import ArgumentParser
import MeridianKit

/// Content on the command line, beside that of the configuration.
struct ContentArguments: ParsableArguments {
    @Option(
        name: .customLong("network"),
        help: ArgumentHelp(
            "Where a network is, against the word of the database. Repeatable.",
            discussion: """
                The words are those of `networks` in the configuration: a country (CN), a \
                subdivision (US-CA), a continent (continent-AS) or none. The longest network wins.
                """,
            valueName: "network=location"
        )
    )
    var networks: [String] = []

    @Option(
        name: .customLong("record"),
        help: ArgumentHelp(
            "A record to serve: 'NAME [TTL] TYPE DATA'. Repeatable.",
            discussion: """
                As in a master file, with names that are absolute with or without a dot at the \
                end; the TTL defaults to 300. A record belongs to the longest --zone that holds \
                its name, else to the zone of the last two labels of its name. SOA and NS are \
                supplied where they are missing.
                """,
            valueName: "record"
        )
    )
    var records: [String] = []

    @Option(
        name: .customLong("zone"),
        help: ArgumentHelp(
            "A zone for records of the command line. Repeatable.",
            valueName: "name"
        )
    )
    var zoneNames: [String] = []

    @Argument(
        help: ArgumentHelp(
            "Zone files, and directories of zone files, beside those configured.",
            valueName: "zone file"
        )
    )
    var zonePaths: [String] = []

    /// True if the command line says nothing that could be served.
    var hasNoZones: Bool { records.isEmpty && zoneNames.isEmpty && zonePaths.isEmpty }

    func add(to options: inout MeridianOptions) {
        options.networks = networks
        options.records = records
        options.zoneNames = zoneNames
        options.zonePaths = zonePaths
    }
}
