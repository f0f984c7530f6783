import DNSWire
import TestSupport
import Testing

@Suite("RRsetTable")
struct RRsetTableTests {
    /// The same table in the plainest form.
    private struct Model {
        var owners: [[UInt8]] = []
        var sets: [Set] = []
        private var numbers: [[UInt8]: Int] = [:]

        struct Set {
            var owner: Int
            var type: RRType
            var ttl: TTL
            var place: RRsetTable.Place?
            var records: [[UInt8]] = []
        }

        mutating func number(of owner: [UInt8]) -> Int {
            let folded = RRsetTableTests.lowercased(owner)
            if let known = numbers[folded] { return known }
            numbers[folded] = owners.count
            owners.append(owner)
            return owners.count - 1
        }
    }

    /// Names that meet often: few labels, any letter case, octets above ASCII.
    private func name(_ random: inout SeededRandom, _ range: Int) throws -> [UInt8] {
        var labels = [Array("h\(random.number(in: 1...range))".utf8)]
        if random.chance(50) { labels.append(Array("a-longer-label".utf8)) }
        if random.chance(12) { labels.append([0xc4, 0x00, 0x5b, 0x40]) }
        labels.append(Array("example".utf8))
        let name = try DomainName(labels: labels).wire
        return name.map { octet in
            (0x61...0x7a).contains(octet) && random.chance(50) ? octet - 0x20 : octet
        }
    }

    private static func lowercased(_ octets: [UInt8]) -> [UInt8] {
        octets.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
    }

    private func expectSame(_ table: RRsetTable, _ model: Model) {
        #expect(table.count == model.sets.count)
        #expect(table.ownerCount == model.owners.count)
        #expect(table.recordCount == model.sets.reduce(0) { $0 + $1.records.count })
        for (number, owner) in model.owners.enumerated() {
            #expect(table.ownerName(number).wire == owner)
            #expect(table.owner(named: Self.lowercased(owner).span) == number)
            var sets = table.sets(of: number)
            for (set, expected) in model.sets.enumerated() where expected.owner == number {
                #expect(sets.next(in: table) == set)
                #expect(table.set(of: number, expected.type) == set)
            }
            #expect(sets.next(in: table) == nil)
        }
        for (number, set) in model.sets.enumerated() {
            let entry = table[number]
            #expect(entry.owner == set.owner)
            #expect(entry.type == set.type)
            #expect(entry.ttl == set.ttl)
            #expect(entry.recordCount == set.records.count)
            #expect(table.place(of: number) == set.place)
            #expect(table.rrset(number).records.map(\.wire) == set.records)
        }
    }

    @Test("holds what was added to it, as a plain list of sets does", arguments: 0..<20)
    func model(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let range = seed.isMultiple(of: 2) ? 5 : 2000
        var table = seed.isMultiple(of: 3) ? RRsetTable(expecting: 100) : RRsetTable()
        var model = Model()
        for step in 0..<random.number(in: 0...1000) {
            let name = try name(&random, range)
            let owner = try table.addOwner(name.span)
            #expect(owner == model.number(of: name))
            let type = RRType(rawValue: random.number(in: 1...3))
            let ttl = TTL(wire: UInt32(step))
            let known = model.sets.firstIndex { $0.owner == owner && $0.type == type }
            #expect(table.set(of: owner, type) == known)
            let set: Int
            if let known {
                set = known
                table.setTTL(ttl, of: set)
                model.sets[set].ttl = ttl
            } else {
                let place = place(&random, step)
                set = try table.addSet(of: owner, type, ttl, at: place)
                #expect(set == model.sets.count)
                model.sets.append(.init(owner: owner, type: type, ttl: ttl, place: place))
            }
            for _ in 0..<random.number(in: 0...3) {
                let rdata = (0..<random.number(in: 0...20)).map { _ in UInt8(step & 0xff) }
                try table.append(rdata.span, to: set)
                model.sets[set].records.append(rdata)
            }
        }
        expectSame(table, model)
    }

    private func place(_ random: inout SeededRandom, _ step: Int) -> RRsetTable.Place? {
        guard random.chance(90) else { return nil }
        return RRsetTable.Place(
            line: UInt32(step + 1),
            column: random.pick([1, 80, 65534, 65535, 65536, 1 << 30]),
            file: UInt16(step / 100)
        )
    }

    @Test("an RRset can hold more records than a message, in one piece and in several")
    func largeSets() throws {
        var table = RRsetTable()
        let name = try DomainName(presentation: "example.com")
        let owner = try table.addOwner(name.wire.span)
        let whole = try table.addSet(of: owner, .a, TTL(wire: 1))
        let others = try table.addSet(of: owner, .txt, TTL(wire: 1))
        let count = 70_000
        for number in 0..<count { try table.append([UInt8(number & 0xff)].span, to: whole) }
        for number in 0..<count {
            try table.append([UInt8(number & 0xff)].span, to: others)
            if number.isMultiple(of: 3) { try table.append([1].span, to: whole) }
        }
        #expect(table[whole].recordCount == count + (count + 2) / 3)
        #expect(table[others].recordCount == count)
        let records = table.rdata(ofSet: others)
        #expect(records.count == count)
        #expect(records.indices.allSatisfy { records[$0].wire == [UInt8($0 & 0xff)] })
        #expect(table.rdata(ofSet: whole).count == table[whole].recordCount)
    }

    @Test("RDATA of the greatest length is kept whole")
    func longRecord() throws {
        let rdata = RData(wire: (0..<65535).map { UInt8($0 & 0xff) })
        let rrset = RRset(owner: .root, type: .txt, ttl: TTL(wire: 1), records: [rdata, rdata])
        let table = try RRsetTable([rrset])
        #expect(table.rrset(0) == rrset)
    }
}
