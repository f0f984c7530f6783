import ArgumentParser
import MeridianKit

struct GeoDBInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Print what a location database is: type, attribution, age, size."
    )

    @Argument(help: "The location database.")
    var database = GeoDBCommand.defaultPath

    func run() throws { print(try LocationDatabase.info(database)) }
}
