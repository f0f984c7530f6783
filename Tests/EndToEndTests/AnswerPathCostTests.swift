import Foundation
import TestSupport
import Testing

/// What the answer path costs in instructions, heap allocations and reference counting, counted by
/// callgrind on the build that these tests belong to. Only the release build is free of the latter.
@Suite("The cost of an answer", .serialized)
struct AnswerPathCostTests {
    #if DEBUG
        private static let isOptimised = false
    #else
        private static let isOptimised = true
    #endif

    @Test(
        "no allocation and no reference counting in ten thousand mixed queries",
        .enabled(if: isOptimised, "the debug build counts references")
    )
    func nothing() throws {
        let costs = try Self.costs(of: .none)
        print("\(costs.queries) queries: \(costs.calls.isEmpty ? "no calls" : "\(costs.calls)")")
        #expect(costs.queries >= 10_000)
        #expect(costs.calls.isEmpty)
    }

    @Test(
        "the count sees a planted cost",
        .enabled(if: isOptimised, "the debug build counts references"),
        arguments: [PlantedCost.allocation, .retain]
    )
    func planted(_ cost: PlantedCost) throws {
        let costs = try Self.costs(of: cost)
        let expected = cost == .allocation ? "swift_allocObject" : "swift_retain"
        #expect(costs.calls[expected, default: 0] >= costs.queries)
    }

    @Test(
        "an answer by location to a client subnet takes the instructions that are recorded",
        .enabled(if: isOptimised, "the debug build takes many times as many")
    )
    func instructions() throws {
        let recorded = try Self.recordedInstructions(of: Self.geoAnswer)
        let counted = try Self.instructions(of: Self.geoAnswer, .none)
        print("\(Self.geoAnswer): \(counted) instructions, \(recorded) recorded")
        #expect(counted <= recorded + recorded / 20)
        // A table that is far off would let all that was won be lost again.
        #expect(counted >= recorded - recorded / 20, "scripts/count-instructions --record")
    }

    @Test(
        "the count of instructions sees a planted cost",
        .enabled(if: isOptimised, "the debug build takes many times as many")
    )
    func plantedInstructions() throws {
        let recorded = try Self.recordedInstructions(of: Self.geoAnswer)
        #expect(try Self.instructions(of: Self.geoAnswer, .work) > recorded + recorded / 20)
    }

    private static let geoAnswer = "geo, China"

    private static func recordedInstructions(of name: String) throws -> Int {
        let table = Checkout.path("Tests/AnswerPathBenchmark/instructions.tsv")
        let rows = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
        let fields = rows.map { $0.split(separator: "\t") }.first { $0.first ?? "" == name }
        return try #require(fields?.last.flatMap { Int($0) }, "\(name) is not in \(table)")
    }

    private static func instructions(of name: String, _ plant: PlantedCost) throws -> Int {
        let short = try profile(rounds: 100, plant, only: name)
        let long = try profile(rounds: 300, plant, only: name)
        return (long.instructions - short.instructions) / (long.queries - short.queries)
    }

    /// The costs that `AnswerPathBenchmark` can plant.
    enum PlantedCost: String {
        case none, allocation, retain, work
    }

    /// Calls of the functions that allocate or count references, by name, without the ones of
    /// setting up: what a long run has more than a short one.
    private static func costs(of plant: PlantedCost) throws -> (
        queries: Int, calls: [String: Int]
    ) {
        let short = try profile(rounds: 10, plant)
        let long = try profile(rounds: 230, plant)
        var calls: [String: Int] = [:]
        for (name, count) in long.calls where isCost(name) {
            let extra = count - short.calls[name, default: 0]
            if extra != 0 { calls[name] = extra }
        }
        return (long.queries - short.queries, calls)
    }

    private static func isCost(_ function: String) -> Bool {
        let allocators = ["malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc", "free"]
        let runtime = [
            "swift_alloc", "swift_dealloc", "swift_slow", "swift_retain", "swift_release",
            "swift_bridgeObject", "swift_unknownObject", "swift_unowned", "swift_weak",
            "swift_nonatomic", "swift_isUnique", "swift_initStack", "swift_arrayInit",
        ]
        let name = function.drop { $0 == "_" }
        return allocators.contains(function) || runtime.contains { name.hasPrefix($0) }
    }

    private static func profile(
        rounds: Int,
        _ plant: PlantedCost,
        only name: String? = nil
    ) throws -> CallgrindProfile {
        let file = NSTemporaryDirectory() + "callgrind-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let program = try OtherProgram(
            "/usr/bin/env",
            [
                // Without this the order in dictionaries, and so the cost of setting up, varies.
                "SWIFT_DETERMINISTIC_HASHING=1", "valgrind", "--tool=callgrind",
                "--callgrind-out-file=\(file)", Product.answerPathBenchmark, "\(rounds)",
                "--plant", plant.rawValue,
            ] + (name.map { ["--only", $0] } ?? [])
        )
        try #require(program.status == 0, "\(program.errors)")
        let queries = program.output.split(separator: "\n")
            .compactMap { $0.hasSuffix("octets") ? Int($0.prefix { $0 != " " }) : nil }
        return CallgrindProfile(
            queries: try #require(queries.first, "\(program.output)"),
            text: try String(contentsOfFile: file, encoding: .utf8)
        )
    }
}

/// What a run took, and how often it called each function.
private struct CallgrindProfile {
    let queries: Int
    private(set) var instructions = 0
    private(set) var calls: [String: Int] = [:]

    /// Reads callgrind's profile format: `cfn=(7) name` names the function that the next `calls=`
    /// line counts, and later only `cfn=(7)`.
    init(queries: Int, text: String) {
        self.queries = queries
        var names: [Substring: String] = [:]
        var callee: Substring = ""
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let line = Substring(line)
            if line.hasPrefix("fn=") || line.hasPrefix("cfn=") {
                let parts = line.split(separator: "=", maxSplits: 1)[1]
                    .split(separator: " ", maxSplits: 1)
                if parts.count == 2 { names[parts[0]] = String(parts[1]) }
                if line.hasPrefix("cfn=") { callee = parts[0] }
            } else if line.hasPrefix("calls=") {
                let count = Int(line.dropFirst(6).prefix { $0 != " " }) ?? 0
                calls[names[callee] ?? "", default: 0] += count
            } else if line.hasPrefix("summary: ") {
                instructions = Int(line.dropFirst(9)) ?? 0
            }
        }
    }
}
