import Addressing
import Answering
import DNSWire
import TestSupport

/// The zones of a generated world on a random walk: owners come, go and change; and what is evolved is
/// held against what is compiled from nothing.
struct EvolvingWorld {
    private(set) var counts = Counts()
    private var random: SeededRandom
    private var world: World
    private let queries: [GeneratedQuery]
    private var evolving: [EvolvingZone]
    private var evolved: ServingState
    /// What the zones say now, owner by owner.
    private var owners: [[DomainName: OwnerContents]]
    /// Everything that the owners ever say.
    private let pool: [[DomainName: OwnerContents]]

    struct Counts {
        var publications = 0
        var whole = 0
        var failures = 0
        var replies = 0
        var routedReplies = 0

        mutating func add(_ other: Counts) {
            publications += other.publications
            whole += other.whole
            failures += other.failures
            replies += other.replies
            routedReplies += other.routedReplies
        }
    }

    init(seed: UInt64) throws {
        var generator = WorldGenerator(seed: seed)
        world = generator.world()
        pool = generator.fullerZones().map(Self.byOwner)
        owners = world.zones.map(Self.byOwner)
        random = SeededRandom(seed: ~seed)
        var fuller = world
        fuller.zones = zip(world.zones, pool).map { Self.contents(like: $0, $1) }
        var questions = QuestionGenerator(world: fuller, seed: seed)
        queries = (0..<40).map { _ in questions.query() }
        evolving = try world.zones.map { try EvolvingZone($0) }
        evolved = ServingState(
            zones: evolving.map(\.published),
            locations: world.locations,
            options: AnswerOptions(),
            health: World.words(of: world.unhealthy)
        )
    }

    /// Changes one to five owners of a zone.
    mutating func change() throws {
        let zone = random.number(in: 0...(pool.count - 1))
        let names = Self.names(of: pool[zone])
        for _ in 0..<random.number(in: 1...5) {
            let contents = next(random.pick(names), in: zone)
            owners[zone][contents.owner] = contents
            evolving[zone].set(contents)
        }
        counts.publications += 1
        let before = evolving[zone].wholeCompilationCount
        let contents = Self.contents(like: world.zones[zone], owners[zone])
        var published: PublishedZone?
        do throws(PublishingError) {
            published = try evolving[zone].publish()
        } catch {
            counts.failures += 1
        }
        guard (published != nil) == Self.isPublishable(contents) else {
            throw Unexpected(message: "only one of the two was published")
        }
        guard let published else { return try repair(zone) }
        evolved = evolved.replacing([published])
        world.zones[zone] = contents
        counts.whole += evolving[zone].wholeCompilationCount - before
    }

    private static func isPublishable(_ contents: ZoneContents) -> Bool {
        do {
            _ = try PublishedZone(contents)
            return true
        } catch {
            return false
        }
    }

    struct Unexpected: Error { let message: String }

    /// Goes back to what is known to be sound.
    private mutating func repair(_ zone: Int) throws {
        for owner in Self.names(of: owners[zone]) {
            let sound = pool[zone][owner] ?? OwnerContents(owner: owner)
            owners[zone][owner] = sound
            evolving[zone].set(sound)
        }
        evolved = evolved.replacing([try evolving[zone].publish()])
        world.zones[zone] = Self.contents(like: world.zones[zone], owners[zone])
    }

    /// What an owner says next: nothing, all it can, a part, or what others say.
    private mutating func next(_ owner: DomainName, in zone: Int) -> OwnerContents {
        var contents = pool[zone][owner] ?? OwnerContents(owner: owner)
        switch random.number(in: 0...9) {
        case 0...2:
            contents.rrsets.removeAll { $0.type != .soa }
            contents.routedRRsets = []
        case 3...4:
            contents.rrsets.removeAll { $0.type != .soa && random.chance(50) }
            contents.routedRRsets.removeAll { _ in random.chance(50) }
        case 5...6: borrow(for: &contents, in: zone)
        default: break
        }
        for index in contents.rrsets.indices where random.chance(30) {
            contents.rrsets[index].ttl = TTL(wire: random.number(in: 1...9999))
        }
        return contents
    }

    /// Takes records from other RRsets of the same type.
    private mutating func borrow(for contents: inout OwnerContents, in zone: Int) {
        let others = Self.names(of: pool[zone]).compactMap { pool[zone][$0] }
        for index in contents.rrsets.indices where contents.rrsets[index].type != .soa {
            let type = contents.rrsets[index].type
            let sources = others.flatMap(\.rrsets).filter { $0.type == type }
            contents.rrsets[index].records = random.pick(sources).records
        }
        for index in contents.routedRRsets.indices {
            let type = contents.routedRRsets[index].type
            let sources = others.flatMap(\.routedRRsets).filter { $0.type == type }
            contents.routedRRsets[index] = random.pick(sources)
            contents.routedRRsets[index].owner = contents.owner
        }
    }

    // MARK: Comparing

    /// The first query that is not answered alike; nil if all are.
    mutating func difference() throws -> String? {
        let fresh = try ServingState(
            zones: world.zones,
            locations: world.locations,
            options: AnswerOptions(),
            health: World.words(of: world.unhealthy)
        )
        guard fresh.decisionMapCount == evolved.decisionMapCount else { return "decision maps" }
        for query in queries {
            for transport in [AnswerContext.Transport.udp, .tcp(idleTimeout: 100)] {
                let (expected, wanted) = reply(of: fresh, to: query, over: transport)
                let (found, label) = reply(of: evolved, to: query, over: transport)
                counts.replies += 1
                if wanted != nil { counts.routedReplies += 1 }
                guard found == expected, label == wanted else {
                    return """
                        \(query.question): \(HexDigits.text(of: found)), and not \
                        \(HexDigits.text(of: expected)); \(String(describing: label))
                        """
                }
            }
        }
        return nil
    }

    private func reply(
        of state: ServingState,
        to query: GeneratedQuery,
        over transport: AnswerContext.Transport
    ) -> ([UInt8], RoutingLabel?) {
        let (octets, outcome) = state.reply(
            to: query.message.encoded,
            from: query.question.peer,
            over: transport,
            random: query.question.random
        )
        return (octets, outcome.choice.map { state.label(of: $0) })
    }

    private static func byOwner(_ zone: ZoneContents) -> [DomainName: OwnerContents] {
        var owners: [DomainName: OwnerContents] = [:]
        for rrset in zone.plainRRsets {
            owners[rrset.owner, default: OwnerContents(owner: rrset.owner)].rrsets.append(rrset)
        }
        for routed in zone.routedRRsets {
            owners[routed.owner, default: OwnerContents(owner: routed.owner)]
                .routedRRsets.append(routed)
        }
        return owners
    }

    private static func contents(
        like zone: ZoneContents,
        _ owners: [DomainName: OwnerContents]
    ) -> ZoneContents {
        let owners = names(of: owners).compactMap { owners[$0] }
        return ZoneContents(
            apex: zone.apex,
            usesClientSubnet: zone.usesClientSubnet,
            rrsets: owners.flatMap(\.rrsets),
            routedRRsets: owners.flatMap(\.routedRRsets)
        )
    }

    /// In an order that is the same in every run.
    private static func names(of owners: [DomainName: OwnerContents]) -> [DomainName] {
        owners.keys.sorted { "\($0)" < "\($1)" }
    }
}
