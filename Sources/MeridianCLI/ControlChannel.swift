import Foundation
import MeridianKit

/// What a program says and hears that has started a server to test against: its commands come one
/// a line on standard input, and each is answered by one line on standard output, a JSON object
/// with `event`. `ready` is said without being asked.
struct ControlChannel {
    let meridian: Meridian

    /// The commands, and what they are answered with.
    static let commands = [
        Command(name: "queries", form: "queries [NUMBER]") { meridian, words throws(Refusal) in
            guard let word = words.first else { return QueriesEvent(queries: meridian.queries()) }
            guard words.count == 1, let number = UInt64(word) else {
                throw Refusal(found: words.joined(separator: " "), expected: "a query's number")
            }
            return QueriesEvent(queries: meridian.queries(after: number))
        },
        Command(name: "health", form: "health [CHECK healthy|unhealthy|automatic]") {
            meridian,
            words throws(Refusal) in
            guard !words.isEmpty else { return HealthEvent(checks: meridian.health) }
            guard words.count == 2 else {
                let expected = "a health check, and what it is to be"
                throw Refusal(found: words.joined(separator: " "), expected: expected)
            }
            do throws(MeridianError) {
                try meridian.forceHealth(of: String(words[0]), to: String(words[1]))
            } catch {
                throw Refusal(message: "\(error)")
            }
            return HealthEvent(checks: meridian.health)
        },
    ]

    struct Command: Sendable {
        let name: String
        /// As it is written, with its arguments.
        let form: String
        /// Takes the words behind the name.
        let answer: @Sendable (Meridian, [Substring]) throws(Refusal) -> any ControlEvent
    }

    /// Why a command is not carried out.
    struct Refusal: Error {
        let message: String

        init(message: String) { self.message = message }

        init(found: String, expected: String) {
            message = "found \"\(found)\", expected \(expected)"
        }
    }

    func announceReadiness() {
        say(
            ReadyEvent(
                pid: ProcessInfo.processInfo.processIdentifier,
                dns: meridian.endpoints,
                http: meridian.httpURL,
                zones: meridian.zoneNames,
                database: meridian.databaseDate,
                seed: meridian.seed
            )
        )
    }

    func answer(_ line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let name = words.first else { return }
        do throws(Refusal) {
            guard let command = Self.commands.first(where: { $0.name == name }) else {
                let forms = Self.commands.map(\.form).joined(separator: ", ")
                throw Refusal(found: String(name), expected: "a command: \(forms)")
            }
            say(try command.answer(meridian, Array(words.dropFirst())))
        } catch {
            say(ErrorEvent(command: line, message: error.message))
        }
    }

    private func say(_ event: some ControlEvent) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            let line = try encoder.encode(event) + Data("\n".utf8)
            try FileHandle.standardOutput.write(contentsOf: line)
        } catch {
            StandardError.write("standard output cannot be written: \(error)")
        }
    }
}

/// One line of the server's.
protocol ControlEvent: Encodable, Sendable {}

/// All sockets answer.
private struct ReadyEvent: ControlEvent {
    let event = "ready"
    let pid: Int32
    let dns: [Meridian.Endpoint]
    let http: String?
    let zones: [String]
    let database: String?
    let seed: UInt64

    private enum CodingKeys: CodingKey {
        case event, pid, dns, http, zones, database, seed
    }

    /// With `"database": null` if there is none: that is worth saying.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(event, forKey: .event)
        try container.encode(pid, forKey: .pid)
        try container.encode(dns, forKey: .dns)
        try container.encodeIfPresent(http, forKey: .http)
        try container.encode(zones, forKey: .zones)
        try container.encode(database, forKey: .database)
        try container.encode(seed, forKey: .seed)
    }
}

/// The answer to `queries`: those that came after the one with the number, else all that are kept.
private struct QueriesEvent: ControlEvent {
    let event = "queries"
    let queries: [RecordedQuery]
}

/// The answer to `health`: how every health check is now.
private struct HealthEvent: ControlEvent {
    let event = "health"
    let checks: [String: String]
}

private struct ErrorEvent: ControlEvent {
    let event = "error"
    let command: String
    let message: String
}
