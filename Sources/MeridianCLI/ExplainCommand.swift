import ArgumentParser
import MeridianKit

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a client gets for a name, and why.",
        discussion: """
            Reads configuration, zones and database as `serve` would, and answers with the same \
            code: the client's location and where it is known from, the rule that decides, the \
            record set, how far the answer holds (the scope of the client subnet), and which \
            record sets were passed over.

              meridian explain www.example.com --from 114.114.114.114
            """
    )

    @Argument(help: "The domain name that is asked for.")
    var name: String

    @Argument(help: "The type that is asked for.")
    var type = "A"

    @Option(help: ArgumentHelp("The client's address.", valueName: "address"))
    var from: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var configurationFile: ConfigurationOption

    func run() throws {
        let path = try ConfigurationSearch.path(named: configurationFile.path)
        let (explanation, problems) = try Meridian.explain(
            name: name,
            type: type,
            from: from,
            configurationPath: path
        )
        for problem in problems { StandardError.write("\(problem)") }
        print(json ? explanation.json : explanation.text)
    }
}
