import DNSWire
import Geography
import HostedZones
import OperatorFiles
import TestSupport
import Testing

@Suite("MasterFileWriter")
struct MasterFileWriterTests {
    /// Names and RDATA with every octet there is.
    private struct RecordGenerator {
        var random: SeededRandom

        mutating func octets(_ count: ClosedRange<Int>) -> [UInt8] {
            (0..<random.number(in: count)).map { _ in
                random.chance(50) ? random.number(in: 0...255) : UInt8(ascii: "a")
            }
        }

        mutating func name(below apex: DomainName) throws -> DomainName {
            try (0..<random.number(in: 0...3)).reduce(apex) { name, _ in
                try name.prepending(octets(1...8))
            }
        }

        mutating func data(_ apex: DomainName) throws -> (RRType, RData) {
            var output = RDataOutput()
            switch random.number(in: 0...3) {
            case 0:
                return (.a, RData(wire: octets(4...4)))
            case 1:
                for _ in 0..<random.number(in: 1...3) {
                    output.write(UInt8(200))
                    output.write(octets(200...200))
                }
                return (.txt, RData(wire: output.wire))
            case 2:
                output.write(random.number(in: 0...UInt16.max))
                output.write(try name(below: apex))
                return (.mx, RData(wire: output.wire))
            default:
                let type = RRType(rawValue: random.number(in: 65280...65300))
                return (type, RData(wire: octets(0...40)))
            }
        }
    }

    @Test(
        "generated zones come back as they were written",
        arguments: 1...200 as ClosedRange<UInt64>
    )
    func roundTrip(_ seed: UInt64) throws {
        var generator = RecordGenerator(random: SeededRandom(seed: seed))
        let apex = try DomainName(presentation: seed % 10 == 0 ? "." : "zone.example")
        var sets: [String: ResourceRecordSet] = [:]
        for _ in 0..<40 {
            let name = try generator.name(below: apex)
            let (type, rdata) = try generator.data(apex)
            let key = "\(HexDigits.text(of: name.folded)) \(type)"
            let ttl = TTL(wire: generator.random.number(in: 0...0x7fff_ffff))
            var set =
                sets[key] ?? ResourceRecordSet(name: name, type: type, ttl: ttl, records: [])
            guard !set.records.contains(rdata) else { continue }
            set.content = .records(set.records + [rdata], ttl: set.ttl ?? ttl)
            sets[key] = set
        }
        let zone = try HostedZone(name: apex, recordSets: Array(sets.values))
        let files = InMemoryFiles(["z": try MasterFileWriter.text(of: zone)])
        let (read, problems) = try MasterFileReader.read("z", zone: apex, contents: files.read)
        #expect(problems.isEmpty)
        var again = Array(read.recordSets)
        for index in again.indices { again[index].source = nil }
        #expect(Set(again) == Set(zone.recordSets))
    }

    @Test("the SOA record comes first, and routing is refused")
    func order() throws {
        let apex = try DomainName(presentation: "example.com")
        var (recordSets, _) = try readMasterFile(
            "$TTL 60\nx A 192.0.2.1\n@ SOA ns.example.net. h.example.net. 1 2 3 4 5"
        )
        let zone = try HostedZone(name: apex, recordSets: recordSets)
        #expect(
            try MasterFileWriter.text(of: zone) == """
                $ORIGIN example.com.
                example.com. 60 IN SOA ns.example.net. h.example.net. 1 2 3 4 5
                x.example.com. 60 IN A 192.0.2.1

                """
        )
        recordSets[0].routing = .geolocation(.default)
        recordSets[0].setIdentifier = "x"
        let routed = try HostedZone(name: apex, recordSets: recordSets)
        let problem = #expect(throws: ZoneProblem.self) { try MasterFileWriter.text(of: routed) }
        #expect(
            problem?.description == """
                example.com.zone:2:1: error: found geolocation routing at x.example.com. A, \
                expected simple routing: a master file has nothing else
                """
        )
    }

    @Test("no mutation of a good file makes the reader crash or say nothing")
    func mutations() throws {
        let text = Array(
            "$TTL 1h\n@ SOA a b ( 1 2 ; c\n 3 4 5 )\n\\065 TXT \"x\\\"y\" \\# z\n$INCLUDE z\n".utf8
        )
        var random = SeededRandom(seed: 7)
        let signs = Array("\"\\()\n;$@ \t\r0".utf8) + [0, 0xff]
        for _ in 0..<2000 {
            var mutated = text
            for _ in 0..<random.number(in: 1...4) {
                let position = random.number(in: mutated.startIndex...(mutated.endIndex - 1))
                if random.chance(50) {
                    mutated[position] = random.pick(signs)
                } else {
                    mutated.insert(random.pick(signs), at: position)
                }
            }
            let files = InMemoryFiles(octets: ["z": mutated])
            let (zone, problems) = try MasterFileReader.read(
                "z",
                zone: .root,
                contents: files.read
            )
            #expect(!(zone.recordSets.isEmpty && problems.isEmpty))
            #expect(problems.count <= 42)
        }
    }
}
