import Answering
import DNSWire
import TestSupport

// Random RRsets of a wanted owner and type.

extension WorldGenerator {
    mutating func startOfAuthority(_ apex: DomainName) -> RRset {
        var output = RDataOutput()
        output.write(target(orElse: apex))
        output.write(target(orElse: apex))
        for _ in 0..<4 { output.write(random.number(in: UInt32(1)...9999)) }
        // MINIMUM below and above the TTL, so that each is the smaller one at times.
        output.write(random.number(in: UInt32(0)...600))
        return RRset(
            owner: apex,
            type: .soa,
            ttl: randomTTL(),
            records: [RData(wire: output.wire)]
        )
    }

    private mutating func target(orElse apex: DomainName) -> DomainName {
        drafts.isEmpty ? apex : target()
    }

    mutating func randomTTL() -> TTL { TTL(wire: random.number(in: 0...600)) }

    /// Types of which a node has one record only.
    private static let singletons: Set<RRType> = [.cname, .dname, .soa]

    mutating func rrset(_ owner: DomainName, _ type: RRType) -> RRset {
        RRset(owner: owner, type: type, ttl: randomTTL(), records: records(of: type))
    }

    func rrset(_ owner: DomainName, _ type: RRType, target: DomainName) -> RRset {
        RRset(
            owner: owner,
            type: type,
            ttl: TTL(wire: UInt32(60 + owner.labelCount)),
            records: [RData(wire: target.wire)]
        )
    }

    mutating func records(of type: RRType) -> [RData] {
        let count = Self.singletons.contains(type) ? 1 : random.number(in: 1...3)
        var records: [RData] = []
        for _ in 0..<count {
            let record = rdata(of: type)
            if !records.contains(where: { $0.isSame(as: record) }) { records.append(record) }
        }
        return records
    }

    private mutating func rdata(of type: RRType) -> RData {
        var output = RDataOutput()
        switch type {
        case .a: output.write([192, 0, 2, random.number(in: UInt8(0)...9)])
        case .aaaa: output.write([0x20, 1] + octets(14))
        case .ns, .cname, .dname, .ptr: output.write(target())
        case .mx:
            output.write(random.number(in: UInt16(1)...3))
            output.write(target())
        case .svcb, .https:
            output.write(random.number(in: UInt16(0)...3))
            output.write(random.chance(30) ? .root : target())
        case .srv:
            for _ in 0..<3 { output.write(random.number(in: UInt16(0)...2)) }
            output.write(target())
        case .ds: output.write([1, 2, 13, 2] + octets(32))
        case .txt:
            let text = octets(random.number(in: 0...9))
            output.write(UInt8(text.count))
            output.write(text)
        default: output.write(octets(random.number(in: 0...9)))
        }
        return RData(wire: output.wire)
    }

    private mutating func octets(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in random.number(in: UInt8.min...UInt8.max) }
    }
}

extension RData {
    /// Whether both have the same octets but for letter case: no RRset may hold both if a name
    /// makes the difference.
    fileprivate func isSame(as other: RData) -> Bool {
        func folded(_ octet: UInt8) -> UInt8 {
            (0x41...0x5a).contains(octet) ? octet | 0x20 : octet
        }
        return wire.map(folded) == other.wire.map(folded)
    }
}
