import ArgumentParser

struct GeoDBCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "geodb",
        abstract: "Build location databases, and look into them.",
        discussion: "A location database is a MaxMind DB (.mmdb): address to country or city.",
        subcommands: [
            GeoDBBuildCommand.self, GeoDBLookupCommand.self, GeoDBInfoCommand.self,
        ]
    )

    /// Where `scripts/setup` puts the database.
    static let defaultPath = "geodb/country.mmdb"
}
