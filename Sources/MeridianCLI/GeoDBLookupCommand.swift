import ArgumentParser
import MeridianKit

struct GeoDBLookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: "Print what a location database has for an address."
    )

    @Argument(help: "An IPv4 or IPv6 address.")
    var address: String

    @Option(help: ArgumentHelp("The location database.", valueName: "file"))
    var database = GeoDBCommand.defaultPath

    func run() throws { print(try LocationDatabase.lookUp(address, in: database)) }
}
