import Addressing
import DNSWire

/// Coverage as people and programs read it.
public struct CoverageReport: Sendable {
    /// Each answer, and the places that get it.
    public let text: String
    /// A line for each place.
    public let table: String
    /// Comma-separated (RFC 4180), with a line of names first.
    public let csv: String
    public let json: String
}

extension CoverageReport {
    package init(_ coverage: Coverage) {
        let places = coverage.rows.map { (place: $0.place, title: $0.answers.description) }
        let lines =
            coverage.rows.map { (Who($0.place), $0.answers) }
            + coverage.networks.map { (Who($0.network), $0.answers) }
        text =
            "\(coverage.question.title): \(places.count) places\n" + PlaceGroups(places).text
            + Self.networkText(coverage.networks.map { ("\($0.network)", "\($0.answers)") })
        table = TextTable.columns(lines.map { [$0.word, $0.name, $1.description] })
        csv = CSV.lines(
            [["place", "kind", "name", "share", "answer"]]
                + lines.flatMap { who, answers in
                    answers.shares.map { share in
                        [who.word, who.kind, who.name, share.percentage, "\(share.answer)"]
                    }
                }
        )
        json = JSONText.of(
            CoverageDocument(
                question: .init(coverage.question),
                places: lines.map { .init($0, $1) }
            )
        )
    }

    package init(_ diff: CoverageDiff) {
        let places = diff.moves.map { (place: $0.place, title: Self.move($0.words)) }
        let lines =
            diff.moves.map { (Who($0.place), $0.old, $0.new, $0.words) }
            + diff.networkMoves.map { (Who($0.network), $0.old, $0.new, $0.words) }
        let count = diff.moves.isEmpty ? "none" : "\(diff.moves.count)"
        text =
            "\(diff.question.title): \(count) of \(diff.placeCount) places move\n"
            + PlaceGroups(places).text
            + Self.networkText(diff.networkMoves.map { ("\($0.network)", Self.move($0.words)) })
        table = TextTable.columns(lines.map { [$0.word, $0.name, Self.move($3)] })
        csv = CSV.lines(
            [["place", "kind", "name", "old", "new"]]
                + lines.map { [$0.word, $0.kind, $0.name, $3.old, $3.new] }
        )
        json = JSONText.of(
            CoverageDiffDocument(
                question: .init(diff.question),
                moves: lines.map { who, old, new, _ in .init(who, old: old, new: new) }
            )
        )
    }

    private static func move(_ words: (old: String, new: String)) -> String {
        "\(words.old) → \(words.new)"
    }

    private static func networkText(_ lines: [(network: String, words: String)]) -> String {
        guard !lines.isEmpty else { return "" }
        let rows = lines.map { ["    " + $0.network, $0.words] }
        return "\n\nNetworks of IP-based rules, wherever they are\n" + TextTable.columns(rows)
    }
}

extension Inquiry {
    fileprivate var title: String { "\(name) \(type)" }
}

/// Whose answer a line tells.
private struct Who {
    let word: String
    let kind: String
    let name: String

    init(_ place: Place) {
        word = place.word
        kind = place.kind.rawValue
        name = place.name
    }

    init(_ network: IPPrefix) {
        word = "\(network)"
        kind = "network"
        name = ""
    }
}

/// Places under what they have in common, what most have first.
private struct PlaceGroups {
    private let groups: [(title: String, places: Set<Place>)]

    init(_ rows: [(place: Place, title: String)]) {
        groups = Dictionary(grouping: rows, by: \.title)
            .map { (title: $0.key, places: Set($0.value.map(\.place))) }
            .sorted { ($1.places.count, $0.title) < ($0.places.count, $1.title) }
    }

    var text: String {
        groups.map { group in
            let words = Region.world.words(for: group.places)
            let lines =
                TextTable.wrapped(words.regions, indent: "    ")
                + words.regionsWithExceptions.map { "    \($0)" }
            let count = group.places.count == 1 ? "1 place" : "\(group.places.count) places"
            return "\n\(group.title): \(count)\n" + lines.joined(separator: "\n")
        }
        .joined(separator: "\n")
    }
}

// What the JSON forms hold.

private struct CoverageDocument: Encodable {
    let question: QuestionDocument
    let places: [PlaceDocument]

    struct PlaceDocument: Encodable {
        let place: String
        let kind: String
        let name: String
        let answers: [ShareDocument]

        init(_ who: Who, _ answers: PossibleAnswers) {
            (place, kind, name) = (who.word, who.kind, who.name)
            self.answers = ShareDocument.list(of: answers)
        }
    }
}

private struct CoverageDiffDocument: Encodable {
    let question: QuestionDocument
    let moves: [MoveDocument]

    struct MoveDocument: Encodable {
        let place: String
        let kind: String
        let name: String
        let old: [ShareDocument]
        let new: [ShareDocument]

        init(_ who: Who, old: PossibleAnswers, new: PossibleAnswers) {
            (place, kind, name) = (who.word, who.kind, who.name)
            self.old = ShareDocument.list(of: old)
            self.new = ShareDocument.list(of: new)
        }
    }
}

private struct QuestionDocument: Encodable {
    let name: String
    let type: String

    init(_ question: Inquiry) {
        name = "\(question.name)"
        type = "\(question.type)"
    }
}

private struct ShareDocument: Encodable {
    let percent: Double
    let status: String
    let records: [String]

    static func list(of answers: PossibleAnswers) -> [ShareDocument] {
        answers.shares.map { share in
            ShareDocument(
                percent: share.percent,
                status: "\(share.answer.ending.responseCode)",
                records: share.answer.records.map(\.description)
            )
        }
    }
}
