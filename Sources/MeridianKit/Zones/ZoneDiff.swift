import Addressing
import Answering
import DNSWire
import Geography
import HostedZones
import Routing

/// Which names of a zone get other answers than before, and where: asked of both zones by the code
/// that answers queries.
struct ZoneDiff {
    /// The questions whose answers differ.
    let changes: [Change]
    let questionCount: Int

    struct Change {
        let question: Inquiry
        let extent: Extent
    }

    enum Extent {
        /// No policy looks at the client: the answers before and after.
        case everywhere(old: PossibleAnswers, new: PossibleAnswers)
        case places(CoverageDiff, networks: [NetworkMove])
    }

    /// A network of a CIDR collection whose clients get another answer.
    struct NetworkMove {
        let network: IPPrefix
        let old: PossibleAnswers
        let new: PossibleAnswers
    }

    /// `references` are those of both zones.
    init(
        from old: HostedZone,
        to new: HostedZone,
        _ references: ZoneReferences
    ) throws(PublishingError) {
        let worlds = (
            old: try ZoneWorld(old, references), new: try ZoneWorld(new, references)
        )
        let networks = Self.networks(of: [old, new], references)
        let questions = Set(Self.questions(of: old) + Self.questions(of: new))
            .sorted { ($0.name, $0.type.rawValue) < ($1.name, $1.type.rawValue) }
        questionCount = questions.count
        changes = questions.compactMap { question in
            Self.extent(of: question, worlds.old, worlds.new, networks)
                .map { Change(question: question, extent: $0) }
        }
    }

    private static func questions(of zone: HostedZone) -> [Inquiry] {
        zone.recordSets.map { Inquiry($0.name, $0.type) }
    }

    /// The blocks that some record set is for, each with a client that is in it and, unless it is
    /// split up, in no longer one.
    private static func networks(
        of zones: [HostedZone],
        _ references: ZoneReferences
    ) -> [(block: IPPrefix, client: IPAddress)] {
        var blocks: Set<IPPrefix> = []
        for recordSet in zones.flatMap(\.routed) {
            guard case .ipBased(let location) = recordSet.routing, let name = location.name else {
                continue
            }
            blocks.formUnion(
                references.cidrCollections[location.collection]?.locations[name] ?? []
            )
        }
        return blocks.sorted { "\($0)" < "\($1)" }.map { block in
            let inner = blocks.filter { $0.length > block.length }
            let ends = [block.address, block.lastAddress]
            let client = ends.first { end in !inner.contains { $0.contains(end) } }
            return (block, client ?? block.address)
        }
    }

    private static func extent(
        of question: Inquiry,
        _ old: ZoneWorld,
        _ new: ZoneWorld,
        _ networks: [(block: IPPrefix, client: IPAddress)]
    ) -> Extent? {
        guard old.isRouted(question) || new.isRouted(question) else {
            let anywhere = ZoneWorld.anywhere
            let answers = (
                old.answers(question, from: anywhere), new.answers(question, from: anywhere)
            )
            return answers.0 == answers.1 ? nil : .everywhere(old: answers.0, new: answers.1)
        }
        let places = CoverageDiff(
            from: old.places.coverage(of: question),
            to: new.places.coverage(of: question)
        )
        let moves = networks.compactMap { block, client -> NetworkMove? in
            let answers = (
                old.answers(question, from: client), new.answers(question, from: client)
            )
            return answers.0 == answers.1
                ? nil : NetworkMove(network: block, old: answers.0, new: answers.1)
        }
        return places.moves.isEmpty && moves.isEmpty ? nil : .places(places, networks: moves)
    }
}

/// A zone that is asked as if it were served alone.
private struct ZoneWorld {
    let places: CoverageWorld

    init(_ zone: HostedZone, _ references: ZoneReferences) throws(PublishingError) {
        let state = try ServingState(
            zones: [ZoneCompiler.contents(of: zone, references)],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
        places = CoverageWorld(state)
    }

    static let anywhere = Place.all[0].address

    /// Whether a policy takes part in the answer.
    func isRouted(_ question: Inquiry) -> Bool {
        question.put(to: places.state, from: Self.anywhere).outcome.choice != nil
    }

    func answers(_ question: Inquiry, from client: IPAddress) -> PossibleAnswers {
        PossibleAnswers(question.putWithAllLots(to: places.state, from: client))
    }
}
