import Addressing
import Answering
import DNSWire
import Geography
import TestSupport

/// Makes small zones in which much goes on: few labels, so that names collide often, and gadgets
/// for what chance alone would hardly bring about.
struct WorldGenerator {
    var random: SeededRandom
    var drafts: [ZoneDraft] = []
    var hotNames: [DomainName] = []
    var tellingTypes: [DomainName: RRType] = [:]
    private(set) var labels: [[UInt8]] = []
    /// Where the addresses are; CIDR blocks are laid near to where something changes.
    private(set) var locations = LocationRanges.unknownEverywhere
    var blocks: [IPPrefix] = []

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    static let wildcardLabel = [UInt8(ascii: "*")]
    private static let plainLabels = ["a", "b", "c", "d", "www", "ns", "mail", "_tcp"]
    /// Labels that a careless reader takes apart, ends early or folds (RFC 2181 §11, RFC 4343 §2,
    /// RFC 4592 §2.1.2).
    private static let oddLabels: [[UInt8]] = [
        [0], [255, 0xc0], Array("a.b".utf8), Array("*a".utf8), Array("**".utf8), [0x40], [0x5b],
        [0xe1], Array("X Y".utf8), Array(repeating: UInt8(ascii: "L"), count: 63),
    ]

    mutating func world() -> World {
        labels = Self.plainLabels.shuffled(using: &random).prefix(4).map { Array($0.utf8) }
        labels.append(random.pick(Self.oddLabels))
        locations = randomLocations()
        layOutZones()
        for index in drafts.indices {
            for _ in 0..<random.number(in: 3...8) { addRandomNode(to: index) }
            // Every gadget has its turn, the routed ones more often.
            let gadgets = (Gadget.allCases + Gadget.routedOnes)
                .shuffled(using: &random).prefix(drafts.count > 1 ? 3 : 5)
            for gadget in gadgets { add(gadget, to: index) }
        }
        return World(
            zones: drafts.map(\.contents),
            locations: locations,
            unhealthy: Set((0..<Self.healthCheckCount).filter { _ in random.chance(75) }),
            hotNames: hotNames,
            tellingTypes: tellingTypes,
            labels: labels
        )
    }

    /// The zones of `world()` with more in them.
    mutating func fullerZones() -> [ZoneContents] {
        for index in drafts.indices {
            for _ in 0..<12 { addRandomNode(to: index) }
        }
        return drafts.map(\.contents)
    }

    /// One to three zones, nested or side by side; now and then the root.
    private mutating func layOutZones() {
        var apexes = [random.chance(6) ? .root : name([label()])]
        if random.chance(60) {
            let below = name(random.chance(40) ? [label(), label()] : [label()], below: apexes[0])
            apexes.append(below)
            hotNames.append(below)
        }
        if random.chance(30) {
            apexes.append(name([label()], below: random.pick(apexes)))
        }
        for apex in apexes where !drafts.contains(where: { $0.apex == apex }) {
            var draft = ZoneDraft(apex: apex, usesClientSubnet: random.chance(70))
            draft.add(startOfAuthority(apex))
            drafts.append(draft)
        }
        hotNames.append(drafts[0].apex)
        for index in drafts.indices {
            drafts[index].add(rrset(drafts[index].apex, .ns))
            hotNames.append(drafts[index].apex)
            delegate(drafts[index].apex)
        }
    }

    /// Sometimes the zone above knows of the zone below.
    private mutating func delegate(_ apex: DomainName) {
        for index in drafts.indices where apex.isBelow(drafts[index].apex) && random.chance(60) {
            drafts[index].add(rrset(apex, .ns))
            if random.chance(50) { drafts[index].add(rrset(apex, .ds)) }
            hotNames.append(apex)
        }
    }

    private mutating func addRandomNode(to index: Int) {
        let owner = random.chance(10) ? drafts[index].apex : randomName(in: index)
        switch random.number(in: 0...99) {
        case ..<45:
            let types = Self.ordinaryTypes.shuffled(using: &random).prefix(random.number(in: 1...3))
            for type in types { drafts[index].add(rrset(owner, type)) }
        case ..<55:
            drafts[index].add(rrset(owner, .cname))
        case ..<60:
            drafts[index].add(rrset(owner, .ns))
            if random.chance(40) { drafts[index].add(rrset(owner, .ds)) }
        case ..<64:
            drafts[index].add(rrset(owner, .dname))
        case ..<86:
            drafts[index].add(routedRRset(owner, random.pick([.a, .aaaa, .txt, .mx])))
            if random.chance(40) { drafts[index].add(rrset(owner, random.pick([.txt, .srv]))) }
        default:
            drafts[index].add(routedRRset(owner, .cname))
        }
    }

    static let ordinaryTypes: [RRType] = [
        .a, .aaaa, .mx, .txt, .srv, .https, .svcb, .ptr, RRType(rawValue: 1000),
    ]
}

extension WorldGenerator {
    /// In capitals one time in seven.
    mutating func label() -> [UInt8] {
        let label = random.pick(labels)
        guard random.chance(14) else { return label }
        return label.map { (0x61...0x7a).contains($0) ? $0 & 0xdf : $0 }
    }

    /// `*` one time in six.
    mutating func labelOrWildcard() -> [UInt8] {
        random.chance(16) ? Self.wildcardLabel : label()
    }

    /// The name of these labels in front of `suffix`; `suffix` itself if it gets too long.
    func name(_ labels: [[UInt8]], below suffix: DomainName = .root) -> DomainName {
        do {
            return try DomainName(labels: labels + suffix.labels)
        } catch {
            return suffix
        }
    }

    mutating func randomName(in index: Int) -> DomainName {
        let owners = drafts[index].owners
        let base = random.chance(35) ? random.pick(owners) : drafts[index].apex
        let labels = (0..<random.number(in: 1...2)).map { _ in labelOrWildcard() }
        return name(labels, below: base)
    }

    /// A name for RDATA: mostly one that exists, of any zone; at times one of nobody's.
    mutating func target() -> DomainName {
        switch random.number(in: 0...99) {
        case ..<60: return random.pick(random.pick(drafts).owners)
        case ..<88: return randomName(in: random.number(in: 0...(drafts.count - 1)))
        default: return name([label(), Array("elsewhere".utf8)])
        }
    }
}
