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
        let title = "\(coverage.question.name) \(coverage.question.type)"
        text = "\(title): \(places.count) places\n" + PlaceGroups(places).text
        table = TextTable.columns(
            coverage.rows.map { [$0.place.word, $0.place.name, $0.answers.description] }
        )
        csv = CSV.lines(
            [["place", "kind", "name", "share", "answer"]]
                + coverage.rows.flatMap { row in
                    row.answers.shares.map { share in
                        [
                            row.place.word, row.place.kind.rawValue, row.place.name,
                            share.percentage, share.answer.description,
                        ]
                    }
                }
        )
        json = JSONText.of(
            CoverageDocument(
                question: .init(coverage.question),
                places: coverage.rows.map { .init($0.place, $0.answers) }
            )
        )
    }

    package init(_ diff: CoverageDiff) {
        let words = diff.moves.map { ($0.place, $0.words) }
        let title = "\(diff.question.name) \(diff.question.type)"
        let count = diff.moves.isEmpty ? "none" : "\(diff.moves.count)"
        text =
            "\(title): \(count) of \(diff.placeCount) places move\n"
            + PlaceGroups(words.map { ($0.0, "\($0.1.old) → \($0.1.new)") }).text
        table = TextTable.columns(
            words.map { [$0.0.word, $0.0.name, "\($0.1.old) → \($0.1.new)"] }
        )
        csv = CSV.lines(
            [["place", "kind", "name", "old", "new"]]
                + words.map { [$0.0.word, $0.0.kind.rawValue, $0.0.name, $0.1.old, $0.1.new] }
        )
        json = JSONText.of(
            CoverageDiffDocument(
                question: .init(diff.question),
                moves: diff.moves.map { .init($0) }
            )
        )
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

        init(_ place: Place, _ answers: PossibleAnswers) {
            self.place = place.word
            kind = place.kind.rawValue
            name = place.name
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

        init(_ move: CoverageDiff.Move) {
            place = move.place.word
            kind = move.place.kind.rawValue
            name = move.place.name
            old = ShareDocument.list(of: move.old)
            new = ShareDocument.list(of: move.new)
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
