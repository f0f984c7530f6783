import Addressing
import Answering
import DNSWire
import Foundation
import Logging
import MeridianKit
import OperatorFiles
import TestSupport
import Testing

/// A server in this process whose files a test changes.
final class ReloadWorld {
    let files: TestContent
    private var meridian: Meridian?

    /// With more of the configuration, and with files by name with their texts.
    init(configuration lines: String = "", _ others: [String: String] = [:]) throws {
        files = try TestContent(configuration: Self.head + lines)
        for (name, text) in others { try files.write(name, text) }
    }

    deinit { meridian?.stop() }

    /// The tests say which files to look at; nobody watches.
    static let head = "listen: [\"127.0.0.1:0\"]\nworkers: 1\nwatch: off\n"

    func start() throws {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let meridian = try Meridian(configurationPath: files.configuration, logger: logger)
        try meridian.start()
        self.meridian = meridian
    }

    func path(_ name: String) -> String { "\(files.directory)/\(name)" }

    /// What a look at these files does; at all of them if none is named.
    func reload(_ names: String...) async throws -> ReloadReport {
        let paths = Set(names.map(path))
        let changes = paths.isEmpty ? FileChanges.anything : .files(paths)
        return await (try #require(meridian)).reload(changes)
    }

    var state: ServingState {
        get throws { try #require(meridian).state }
    }

    /// The first record of the answer, as text; `REFUSED` and the like if there is none.
    func answer(_ name: String, _ type: RRType) throws -> String {
        let query = ClientQuery(try DomainName(presentation: name), type).encoded
        let client = try #require(IPAddress("127.0.0.1"))
        let reply = try state.reply(to: query, from: client, over: .tcp(idleTimeout: 0)).octets
        let message = try MessageReader.read(reply)
        return message.answers.first?.data.presentation ?? "\(message.responseCode)"
    }
}

extension ReloadReport {
    /// What was done, in order: `a.yaml zone`, `db.mmdb refused`, …
    var words: [String] {
        steps.map { step in
            let name = step.path.split(separator: "/").last ?? ""
            let word =
                switch step.outcome {
                case .settings: "settings"
                case .database: "database"
                case .zone: "zone"
                case .expectations: "expectations"
                case .refused: "refused"
                case .removed: "removed"
                }
            return "\(name) \(word)"
        }
    }
}
