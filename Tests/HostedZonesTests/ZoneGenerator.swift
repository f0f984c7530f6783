import Addressing
import DNSWire
import Geography
import HostedZones
import Routing
import TestSupport

/// Zones with whatever a zone can have: every policy, aliases, every octet in names and texts. They
/// keep to the rules of single record sets and of groups, but aliases may lead anywhere.
struct ZoneGenerator {
    var random: SeededRandom
    let apex: DomainName
    private let plainOnly: Bool

    init(seed: UInt64, plainOnly: Bool = false) throws {
        random = SeededRandom(seed: seed)
        apex = try DomainName(presentation: seed % 10 == 0 ? "." : "Zone.example")
        self.plainOnly = plainOnly
    }

    mutating func zone(withOptions: Bool = false) throws -> HostedZone {
        var recordSets: [ResourceRecordSet] = []
        var names: Set<DomainName> = []
        for _ in 0..<random.number(in: 1...8) {
            let name = try name(below: apex)
            guard names.insert(name).inserted else { continue }
            let types: [RRType] =
                random.chance(20)
                ? [.cname] : Self.types.filter { _ in random.chance(40) }
            for type in types { recordSets += try group(name, type) }
        }
        if random.chance(50) {
            var output = RDataOutput()
            output.write(try name(below: apex))
            let servers = [RData(wire: output.wire)]
            recordSets.append(
                ResourceRecordSet(name: apex, type: .ns, ttl: ttl(), records: servers)
            )
        }
        // Read once, so that it has what the formats supply.
        return try HostedZone(
            name: apex,
            recordSets: recordSets,
            usesClientSubnet: withOptions ? random.pick([nil, true, false]) : nil,
            isPrivate: withOptions && random.chance(20)
        )
    }

    private static let types: [RRType] = [.a, .aaaa, .txt, .mx, .caa, .srv]

    private mutating func octets(_ count: ClosedRange<Int>) -> [UInt8] {
        (0..<random.number(in: count)).map { _ in
            random.chance(30) ? random.number(in: 0...255) : random.pick(Array("abcxyz019-_".utf8))
        }
    }

    private mutating func name(below apex: DomainName) throws -> DomainName {
        let special = [Array("*".utf8), Array("@".utf8), Array("NO".utf8), Array("0755".utf8)]
        return try (0..<random.number(in: 0...2)).reduce(apex) { name, _ in
            try name.prepending(random.chance(15) ? random.pick(special) : octets(1...6))
        }
    }

    private mutating func ttl() -> TTL {
        TTL(wire: random.chance(50) ? 300 : random.number(in: 0...0x7fff_ffff))
    }

    /// Texts that formats could misunderstand.
    private mutating func text(_ longest: Int = 12) -> String {
        let words = [
            "null", "~", "no", "1:30", "0x1f", "a: b", "a #b", "- a", "'", "\"", "\\", "\\052",
            "ü", "😀", "{a}", "[a]", "*", "&a", "<<", "a,b", " a", "a ", "%", "@", "`", "!", "|",
            "a\tb", "a\nb", "\u{7f}", "\u{85}", "?", ":", "a:", "--- ", "\u{1}",
        ]
        return random.chance(50)
            ? random.pick(words)
            : String(
                (0..<random.number(in: 1...longest)).map { _ in random.pick(Array("ab1-_. ")) }
            )
    }

    private mutating func record(_ type: RRType) throws -> RData {
        var output = RDataOutput()
        switch type {
        case .a: output.write((0..<4).map { _ in random.number(in: 0...255) })
        case .aaaa: output.write((0..<16).map { _ in random.number(in: 0...255) })
        case .txt:
            for _ in 0..<random.number(in: 1...2) {
                let string = random.chance(50) ? octets(0...20) : Array(text().utf8)
                output.write(UInt8(string.count))
                output.write(string)
            }
        case .mx:
            output.write(random.number(in: 0...UInt16.max))
            output.write(try name(below: random.chance(20) ? .root : apex))
        case .caa:
            output.write(UInt8(0))
            output.write(UInt8(5))
            output.write(Array("issue".utf8))
            output.write(Array(text().utf8))
        case .srv:
            for _ in 0..<3 { output.write(random.number(in: 0...UInt16.max)) }
            output.write(try name(below: apex))
        default: output.write(try name(below: apex))
        }
        return RData(wire: output.wire)
    }

    private mutating func content(_ type: RRType) throws -> ResourceRecordSet.Content {
        if !plainOnly, random.chance(20) {
            return .alias(
                AliasTarget(
                    name: try name(below: random.chance(50) ? .root : apex),
                    evaluatesHealth: random.chance(50),
                    hostedZoneID: random.chance(50) ? "Z2FDTNDATAQYW2" : nil
                )
            )
        }
        var records: [RData] = []
        for _ in 0..<(type == .cname ? 1 : random.number(in: 1...3)) {
            let record = try record(type)
            if !records.contains(record) { records.append(record) }
        }
        return .records(records, ttl: ttl())
    }

    private mutating func group(
        _ name: DomainName,
        _ type: RRType
    ) throws -> [ResourceRecordSet] {
        let policies = plainOnly ? [.simple] : try policies()
        var identifiers: Set<String> = []
        return try policies.map { policy in
            var identifier: String?
            if policy != .simple {
                var fresh = text()
                while !identifiers.insert(fresh).inserted { fresh += "x" }
                identifier = fresh
            }
            return ResourceRecordSet(
                name: name,
                type: type,
                content: try content(type),
                routing: policy,
                setIdentifier: identifier,
                healthCheck: policy != .simple && random.chance(30) ? text() : nil
            )
        }
    }

    /// Of the record sets of one name and type.
    private mutating func policies() throws -> [RoutingPolicy] {
        let count = random.number(in: 1...4)
        let kind = random.pick(RoutingPolicy.Kind.allCases)
        switch kind {
        case .simple: return [.simple]
        case .weighted: return (0..<count).map { _ in .weighted(random.number(in: 0...255)) }
        case .latency:
            return AWSRegion.all.shuffled(using: &random).prefix(count).map { .latency($0) }
        case .failover: return [.failover(.secondary), .failover(.primary)].suffix(min(count, 2))
        case .geolocation:
            return ["CN", "US-CA", "UA-11", "continent-AS", "NO", "default"]
                .shuffled(using: &random).prefix(count)
                .compactMap { LocationCode($0).map { .geolocation($0) } }
        case .multivalueAnswer: return Array(repeating: .multivalueAnswer, count: count)
        case .ipBased:
            return ["berlin", "0755", "no", nil].shuffled(using: &random).prefix(count)
                .map { .ipBased(CIDRLocation(collection: "a-1", name: $0)) }
        case .geoproximity:
            return try AWSRegion.all.shuffled(using: &random).prefix(count).map { region in
                .geoproximity(GeoproximityLocation(try place(region), bias: bias()))
            }
        }
    }

    private mutating func place(_ region: AWSRegion) throws -> GeoproximityLocation.Place {
        guard random.chance(50) else { return .region(region) }
        let coordinate = Coordinate(
            latitude: Double(random.number(in: -9000...9000)) / 100,
            longitude: Double(random.number(in: -18000...18000)) / 100
        )
        return coordinate.map { .coordinate($0) } ?? .region(region)
    }

    private mutating func bias() -> ProximityRules.Bias {
        random.chance(50) ? .none : ProximityRules.Bias(random.number(in: -99...99)) ?? .none
    }
}
