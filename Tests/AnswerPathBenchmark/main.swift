// Answers the query corpus again and again, in one process and without a socket. Under callgrind
// its counts are stable: scripts/bench runs it so.
//
//     AnswerPathBenchmark ROUNDS [--only NAME] [--plant none|allocation|retain]
//     AnswerPathBenchmark --list
//     AnswerPathBenchmark --write-corpus DIRECTORY
//
// A round asks every query of the corpus once. `--plant` puts the named cost into every query, so
// that a check of such costs can show that it would see one. `--list` prints the names of the
// queries; `--write-corpus` writes them as the fuzzer reads them.

import Addressing
import Answering
import Foundation
import TestSupport

/// What a round costs more than it should, to try the checks.
enum PlantedCost: String {
    case none
    case allocation
    case retain
}

struct Arguments {
    var rounds = 1
    var only: String?
    var plant = PlantedCost.none

    struct Unusable: Error {}

    init(_ words: [String]) throws {
        var words = words[...]
        guard let rounds = words.popFirst().flatMap({ Int($0) }), rounds >= 0 else {
            throw Unusable()
        }
        self.rounds = rounds
        while let option = words.popFirst() {
            guard let value = words.popFirst() else { throw Unusable() }
            switch option {
            case "--only": only = value
            case "--plant":
                guard let cost = PlantedCost(rawValue: value) else { throw Unusable() }
                plant = cost
            default: throw Unusable()
            }
        }
    }
}

/// An object whose reference count a planted cost moves.
final class Ballast {
    var value = 0
}

/// The corpus in one piece, so that asking it costs no reference counting.
struct Load {
    private(set) var octets: [UInt8] = []
    private(set) var requests: [Request] = []

    struct Request: BitwiseCopyable {
        let start: Int
        let end: Int
        let transport: AnswerContext.Transport
    }

    init(_ entries: [QueryCorpus.Entry]) {
        for entry in entries {
            let start = octets.count
            octets += entry.octets
            requests.append(
                Request(
                    start: start,
                    end: octets.count,
                    transport: entry.usesTCP ? .tcp(idleTimeout: 100) : .udp
                )
            )
        }
    }
}

func run(_ arguments: Arguments) throws {
    let state = try SampleWorld.state()
    let load = Load(
        try QueryCorpus.entries()
            .filter { entry in arguments.only.map { entry.name == $0 } ?? true }
    )
    var buffer = [UInt8](repeating: 0, count: 65_535)
    let ballast = [Ballast(), Ballast()]
    var held = ballast[0]
    var octets = 0
    for round in 0..<arguments.rounds {
        for index in load.requests.indices {
            let request = load.requests[index]
            var reply = buffer.mutableSpan
            let outcome = respond(
                to: load.octets.span.extracting(request.start..<request.end),
                from: .ipv4(0xc000_0201),
                context: AnswerContext(
                    transport: request.transport,
                    now: 1_700_000_000,
                    random: UInt64(round)
                ),
                state: state,
                into: &reply
            )
            octets += outcome.length
            switch arguments.plant {
            case .none: break
            case .allocation: octets += [UInt8](repeating: 1, count: 1 + round % 7).count
            case .retain: held = ballast[round % 2]
            }
        }
    }
    octets += held.value
    print("\(arguments.rounds * load.requests.count) queries, \(octets) octets")
}

/// One file a query: an octet that chooses the transport, then the message.
func writeCorpus(to directory: String) throws {
    for entry in try QueryCorpus.entries() {
        let name = entry.name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        let file = URL(filePath: directory).appending(path: String(name))
        try Data([entry.usesTCP ? 1 : 0] + entry.octets).write(to: file)
    }
}

do {
    switch CommandLine.arguments.dropFirst() {
    case ["--list"]: for entry in try QueryCorpus.entries() { print(entry.name) }
    case let words where words.first == "--write-corpus" && words.count == 2:
        try writeCorpus(to: CommandLine.arguments[2])
    case let words: try run(Arguments(Array(words)))
    }
} catch {
    print("AnswerPathBenchmark: \(error); see the head of its source for its arguments")
    exit(2)
}
