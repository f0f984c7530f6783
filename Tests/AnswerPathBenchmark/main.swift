// Answers the query corpus again and again, in one process and without a socket. Under callgrind
// its counts are stable: scripts/count-instructions runs it so.
//
//     AnswerPathBenchmark ROUNDS [--only NAME] [--plant none|allocation|retain|work]
//     AnswerPathBenchmark --list
//     AnswerPathBenchmark --write-corpus DIRECTORY
//
// A round asks every query of the corpus once. `--only` asks one query, or does one stage of the
// answer path; `--list` prints the names of both. `--plant` puts the named cost into every query,
// so that a check of such costs can show that it would see one. `--write-corpus` writes the queries
// as the fuzzer reads them.

import Addressing
import Answering
import Foundation
import TestSupport

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

/// One file a query: an octet that chooses the transport, then the message.
func writeCorpus(to directory: String) throws {
    for entry in try QueryCorpus.entries() {
        let name = entry.name.map { $0.isLetter || $0.isNumber ? $0 : "-" }
        let file = URL(filePath: directory).appending(path: String(name))
        try Data([entry.usesTCP ? 1 : 0] + entry.octets).write(to: file)
    }
}

func run(_ arguments: Arguments) throws {
    if let stage = arguments.only.flatMap({ Stage(rawValue: $0) }) {
        print(try stage.run(rounds: arguments.rounds))
        return
    }
    let entries = try QueryCorpus.entries()
        .filter { entry in arguments.only.map { entry.name == $0 } ?? true }
    guard !entries.isEmpty else { throw Arguments.Unusable() }
    let load = Load(entries, state: try SampleWorld.state(), plant: arguments.plant)
    let octets = load.ask(rounds: arguments.rounds)
    print("\(arguments.rounds * entries.count) queries, \(octets) octets")
}

do {
    switch CommandLine.arguments.dropFirst() {
    case ["--list"]:
        for entry in try QueryCorpus.entries() { print(entry.name) }
        for stage in Stage.allCases { print(stage.rawValue) }
    case let words where words.first == "--write-corpus" && words.count == 2:
        try writeCorpus(to: CommandLine.arguments[2])
    case let words: try run(Arguments(Array(words)))
    }
} catch {
    print("AnswerPathBenchmark: \(error); see the head of its source for its arguments")
    exit(2)
}
