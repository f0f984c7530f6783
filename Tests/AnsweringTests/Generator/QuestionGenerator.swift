import Addressing
import Answering
import DNSWire
import Geography
import Routing
import TestSupport

/// A question, and how it is sent.
struct GeneratedQuery: Hashable {
    var question: Oracle.Question
    /// What the query's OPT advertises; nil: no OPT.
    var payloadSize: UInt16?

    var message: ClientQuery {
        let options = question.subnet.map { [ClientSubnet($0).option] } ?? []
        return ClientQuery(
            id: 0x4d65,
            flags: .recursionDesired,
            question.name,
            question.type,
            opt: payloadSize.map { OPTRecord(udpPayloadSize: $0, options: options) }
        )
    }
}

/// Asks for names in and around the zones of a world, in any spelling, from addresses in and
/// around its ranges.
struct QuestionGenerator {
    private var random: SeededRandom
    private let world: World
    private let owners: [DomainName]
    private let types: [DomainName: [RRType]]
    /// The CIDR blocks of IP-based record sets.
    private let blocks: [DomainName: [IPPrefix]]

    init(world: World, seed: UInt64) {
        self.world = world
        random = SeededRandom(seed: seed)
        let owned = world.zones.flatMap { zone in
            zone.plainRRsets.map { ($0.owner, $0.type) }
                + zone.routedRRsets.map { ($0.owner, $0.type) }
        }
        owners = owned.map(\.0)
        types = Dictionary(grouping: owned, by: \.0).mapValues { $0.map(\.1) }
        blocks = Dictionary(
            world.zones.flatMap(\.routedRRsets).map { ($0.owner, $0.alternatives.blocks) },
            uniquingKeysWith: +
        )
    }

    mutating func query() -> GeneratedQuery {
        let asked = question()
        let sizes: [UInt16] = [0, 512, 700, 1232, 4096]
        let payloadSize = asked.subnet == nil && random.chance(50) ? nil : random.pick(sizes)
        return GeneratedQuery(question: asked, payloadSize: payloadSize)
    }

    private mutating func question() -> Oracle.Question {
        let name = randomName()
        return Oracle.Question(
            name: respelled(name),
            type: randomType(at: name),
            peer: randomAddress(),
            subnet: random.chance(60) ? randomSubnet(near: blocks[name] ?? []) : nil,
            random: random.next()
        )
    }

    private mutating func randomName() -> DomainName {
        let isHot = random.chance(55) && !world.hotNames.isEmpty
        let name = random.pick(isHot ? world.hotNames : owners)
        let parent = name.parent ?? name
        switch random.number(in: 0...99) {
        case ..<56: return name
        case ..<76: return child(of: name)
        case ..<80: return child(of: child(of: name))
        case ..<90: return child(of: parent)
        case ..<95: return parent
        case ..<97: return child(of: child(of: parent))
        default: return (try? DomainName(labels: [random.pick(world.labels), [0x7a]])) ?? .root
        }
    }

    private mutating func child(of name: DomainName) -> DomainName {
        let label = random.chance(20) ? WorldGenerator.wildcardLabel : random.pick(world.labels)
        return (try? name.prepending(label)) ?? name
    }

    /// The name with letters in random case, as resolvers send it (0x20).
    private mutating func respelled(_ name: DomainName) -> DomainName {
        let labels = name.labels.map { label in
            label.map { octet in
                let isLetter = (0x61...0x7a).contains(octet | 0x20)
                return isLetter && random.chance(50) ? octet ^ 0x20 : octet
            }
        }
        return (try? DomainName(labels: labels)) ?? name
    }

    private mutating func randomType(at name: DomainName) -> RRType {
        if let telling = world.tellingTypes[name], random.chance(60) { return telling }
        if let present = types[name], random.chance(30) { return random.pick(present) }
        return random.pick(weighted: [
            .a: 30, .aaaa: 6, .ns: 5, .cname: 5, .soa: 4, .mx: 8, .txt: 6, .srv: 4, .dname: 6,
            .ds: 12, .https: 4, .any: 8, .rrsig: 1, RRType(rawValue: 1000): 2,
            RRType(rawValue: 65280): 1, RRType(rawValue: 0): 1,
        ])
    }

    private mutating func randomAddress() -> IPAddress {
        random.chance(60)
            ? .ipv4(address(near: world.locations.ipv4.starts))
            : .ipv6(address(near: world.locations.ipv6.starts))
    }

    /// An address at the edge of a range, or anywhere.
    private mutating func address<Bits: FixedWidthInteger & UnsignedInteger>(
        near starts: [Bits]
    ) -> Bits {
        let start = random.pick(starts)
        switch random.number(in: 0...3) {
        case 0: return start
        case 1: return start &- 1
        case 2: return start &+ random.number(in: 0...(.max >> 8))
        default: return random.number(in: .min...(.max))
        }
    }

    /// At times around one of `blocks`, or inside.
    private mutating func randomSubnet(near blocks: [IPPrefix]) -> IPPrefix? {
        if !blocks.isEmpty, random.chance(70) {
            let block = random.pick(blocks)
            let length = block.length + random.number(in: -4...0)
            return IPPrefix(around: block.address, length: max(1, length))
        }
        if random.chance(30) {
            let embedding: UInt128 = random.chance(70) ? 0xffff << 32 : 0x0064_ff9b << 96
            let ipv4 = UInt128(address(near: world.locations.ipv4.starts))
            return IPPrefix(around: .ipv6(embedding | ipv4), length: random.number(in: 96...128))
        }
        let address = randomAddress()
        let width = address.family.bitWidth
        switch random.number(in: 0...99) {
        case ..<15: return IPPrefix(around: address, length: 0)
        case ..<45: return IPPrefix(around: address, length: width == 32 ? 24 : 56)
        case ..<70: return IPPrefix(around: address, length: width)
        default: return IPPrefix(around: address, length: random.number(in: 1...width))
        }
    }
}

extension Alternatives {
    /// The blocks of all its rules.
    fileprivate var blocks: [IPPrefix] {
        guard case .ipBased(let rules) = policy else { return [] }
        return rules.rules.flatMap { rule -> [IPPrefix] in
            guard case .blocks(let blocks) = rule else { return [] }
            return blocks
        }
    }
}
