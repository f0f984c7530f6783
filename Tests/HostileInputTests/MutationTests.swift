import Addressing
import Answering
import DNSWire
import Foundation
import TestSupport
import Testing

@Suite("Hostile input")
struct MutationTests {
    private static let packetCount = 1_000_000
    private static let sampleSize = 10_000
    private static let seed: UInt64 = 0x6d65_7269_6469_616e

    @Test("a million spoilt queries get replies that keep the rules, and every outcome occurs")
    func mutatedQueries() throws {
        let state = try SampleWorld.state()
        var mutator = Mutator(seed: Self.seed, corpus: try QueryCorpus.entries())
        var tally = Tally()
        var sample: [[UInt8]] = []
        print("seed \(Self.seed)")
        var buffer = [UInt8](repeating: 0, count: 65_535)
        for number in 0..<Self.packetCount {
            let (query, usesTCP) = mutator.next()
            let transport: AnswerContext.Transport = usesTCP ? .tcp(idleTimeout: 100) : .udp
            var span = buffer.mutableSpan
            let outcome = respond(
                to: query.span,
                from: .ipv4(0xc000_0201),
                context: AnswerContext(transport: transport, now: 1_700_000_000, random: 0),
                state: state,
                into: &span
            )
            let reply = Array(buffer.prefix(outcome.length))
            do {
                let decoded = try ReplyRules.check(
                    reply,
                    to: query,
                    outcome,
                    over: transport,
                    udpSize: state.options.udpSize
                )
                tally.add(query, outcome, decoded)
            } catch {
                Issue.record("\(error): \(HexDigits.text(of: query))")
                return
            }
            if number % (Self.packetCount / Self.sampleSize / 2) == 0, !reply.isEmpty {
                sample.append(reply)
            }
        }
        print(tally.table)
        #expect(tally.soundCount >= Self.packetCount / 10)
        for replyClass in Outcome.ReplyClass.allCases {
            #expect(tally.replyClasses[replyClass, default: 0] > 0, "\(replyClass)")
        }
        for code in Self.expectedCodes { #expect(tally.codes[code, default: 0] > 0, "\(code)") }
        #expect(sample.count >= Self.sampleSize)
        try expectReadable(sample)
    }

    /// Every response code that the answer path has.
    private static let expectedCodes: [ResponseCode] = [
        .noError, .formatError, .nameError, .notImplemented, .refused, .yxDomain, .notAuth,
        .badVersion,
    ]

    /// dnspython reads the sample too; the script shares no code with us.
    private func expectReadable(_ sample: [[UInt8]]) throws {
        let directory = try TemporaryDirectory()
        let lines = sample.map { HexDigits.text(of: $0) }.joined(separator: "\n")
        let program = try OtherProgram(
            Checkout.python(),
            [
                Checkout.path("Tests/HostileInputTests/read_replies.py"),
                directory.file("replies", lines),
            ]
        )
        #expect(program.status == 0, "\(program.errors)")
        #expect(program.output.contains("\(sample.count) replies read"))
    }
}

/// How often what happened.
private struct Tally {
    private(set) var soundCount = 0
    private(set) var replyClasses: [Outcome.ReplyClass: Int] = [:]
    private(set) var codes: [ResponseCode: Int] = [:]

    mutating func add(_ query: [UInt8], _ outcome: Outcome, _ reply: Message?) {
        replyClasses[outcome.replyClass, default: 0] += 1
        if let reply { codes[reply.responseCode, default: 0] += 1 }
        guard query.count >= Query.headerLength else { return }
        let parsed = Query(query.span)
        if parsed.isSound, parsed.questionCount == 1 { soundCount += 1 }
    }

    var table: String {
        let rows =
            replyClasses.map { ("\($0.key)", $0.value) } + codes.map { ("\($0.key)", $0.value) }
        let lines = rows.sorted { $0.0 < $1.0 }
            .map { "\($0.1)".leftPadded(to: 8) + "  " + $0.0 }
        return (["\("\(soundCount)".leftPadded(to: 8))  of sound form"] + lines)
            .joined(separator: "\n")
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
