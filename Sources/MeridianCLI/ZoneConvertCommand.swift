import ArgumentParser
import Foundation
import MeridianKit

struct ZoneConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write a zone file in another form.",
        discussion: """
            The extension of a file tells its form: .yaml is the short form for people, .json what \
            `aws route53 list-resource-record-sets` prints (or a change batch, which is read, but not \
            written), .zone a master file. What a form cannot express is refused with the reason.

              meridian zone convert example.com.zone
              meridian zone convert example.com.json -o example.com.yaml
              meridian zone convert example.com.yaml --to json
            """
    )

    @Argument(help: ArgumentHelp("The zone file.", valueName: "in"))
    var input: String

    @Option(
        help: ArgumentHelp(
            "yaml, json or zone. Default: what the name of the output says, else yaml.",
            valueName: "form"
        ),
        transform: form
    )
    var to: ZoneForm?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Where to write it. Default: standard output.", valueName: "out")
    )
    var output: String?

    @OptionGroup var zone: ZoneNameOption

    func run() throws {
        let (text, problems) = try Meridian.convertZone(
            at: input,
            zone: zone.name,
            to: try to ?? formOfOutput()
        )
        for problem in problems { StandardError.write("\(problem)") }
        guard let output else {
            print(text, terminator: "")
            return
        }
        do {
            try text.write(toFile: output, atomically: true, encoding: .utf8)
        } catch {
            throw CommandFailure(
                exitStatus: .socket,
                message: "\(output): cannot be written: \(error.localizedDescription)"
            )
        }
    }

    private static func form(_ word: String) throws -> ZoneForm {
        if let form = ZoneForm(rawValue: word) { return form }
        throw ValidationError("found '\(word)', expected yaml, json or zone")
    }

    private func formOfOutput() throws -> ZoneForm {
        guard let output else { return .yaml }
        switch (output as NSString).pathExtension {
        case "yaml", "yml": return .yaml
        case "json": return .json
        case "zone": return .zone
        default:
            throw ValidationError(
                "output: found '\(output)', expected a name in .yaml, .json or .zone, or --to"
            )
        }
    }
}
