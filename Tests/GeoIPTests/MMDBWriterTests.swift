import Addressing
import Foundation
import GeoIP
import Geography
import TestSupport
import Testing

@Suite("The MMDB writer")
struct MMDBWriterTests {
    private static let networks = [
        ("0.0.0.0/8", "DE"), ("192.0.2.0/24", "CN"), ("192.0.2.128/25", "US-CA"),
        ("198.51.100.7", "UA-11"), ("255.255.255.255", "continent-AS"), ("2001:db8::/32", "TR"),
        ("2001:db8:1::/48", "none"), ("2001:db8:2::1", "CX"), ("ffff::/16", "continent-NA"),
    ]

    private func sample() throws -> LocationRanges {
        try OwnNetworks(
            Self.networks.map {
                .init(try #require(IPPrefix($0.0)), try #require(Location($0.1)))
            }
        ).laid(over: .unknownEverywhere)
    }

    private func octets(_ ranges: LocationRanges) throws -> [UInt8] {
        try #require(
            MMDBWriter.octets(
                of: ranges,
                databaseType: "Meridian-Country",
                description: "documentation networks",
                buildEpoch: 1_750_000_000
            )
        )
    }

    /// A range map in words, for comparing.
    private func words<Bits>(_ map: RangeMap<Bits, UInt32>, _ ranges: LocationRanges) -> [String] {
        zip(map.starts, map.values).map { "\($0) \(ranges.locations[Int($1)])" }
    }

    @Test("what it writes is read back as it was, and the same input gives the same octets")
    func roundTrip() throws {
        let directory = try TemporaryDirectory()
        let ranges = try sample()
        let path = try directory.file("sample.mmdb", try octets(ranges))
        let database = try GeoDatabase(path: path)
        #expect(words(database.ranges.ipv4, database.ranges) == words(ranges.ipv4, ranges))
        #expect(words(database.ranges.ipv6, database.ranges) == words(ranges.ipv6, ranges))
        #expect(database.info.metadata.recordSize == 24)
        #expect(database.info.metadata.ipVersion == 6)
        #expect(database.info.metadata.buildEpoch == 1_750_000_000)
        #expect(database.info.metadata.description == "documentation networks")
        #expect(try octets(ranges) == octets(ranges))
    }

    @Test(
        "mmdblookup finds codes and names, IPv4 also in its disguises",
        arguments: [
            ("192.0.2.1", ["\"CN\"", "\"China\"", "\"AS\"", "\"Asia\""]),
            ("::ffff:192.0.2.1", ["\"CN\""]), ("2002:c000:201::1", ["\"CN\""]),
            ("192.0.2.200", ["\"US\"", "subdivisions", "\"CA\""]), ("198.51.100.7", ["\"43\""]),
            ("255.255.255.255", ["\"AS\""]), ("2001:db8::1", ["\"TR\"", "\"Turkey\""]),
            ("2001:db8:2::1", ["\"CX\"", "\"OC\""]),
        ]
    )
    func mmdblookup(_ address: String, _ expected: [String]) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("sample.mmdb", try octets(try sample()))
        let answer = try OtherProgram("/usr/bin/mmdblookup", ["--file", path, "--ip", address])
        #expect(answer.status == 0)
        for text in expected { #expect(answer.output.contains(text), "\(answer.output)") }
    }

    @Test(
        "mmdblookup finds nothing where nothing was said",
        arguments: ["192.0.3.1", "2001:db8:1::"]
    )
    func mmdblookupMiss(_ address: String) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("sample.mmdb", try octets(try sample()))
        let answer = try OtherProgram("/usr/bin/mmdblookup", ["--file", path, "--ip", address])
        #expect(answer.errors.contains("Could not find an entry"))
    }

    @Test("Python's maxminddb reads every type of value, long texts and shared values")
    func everyType() throws {
        let directory = try TemporaryDirectory()
        let shared = MMDBValue.map([.init("name", .string(String(repeating: "n", count: 28)))])
        // Long enough that pointers of every length up to 27 bits lead back to some of them.
        let lengths = [0, 28, 29, 284, 285, 65_820, 65_821, 600_000, 30]
        let record = MMDBValue.map([
            .init(
                "numbers",
                .array([.uint16(0), .uint32(1 << 31), .uint64(.max), .uint128(.max)])
            ),
            .init("signed", .int32(-1)), .init("double", .double(-0.5)), .init("float", .float(2)),
            .init("flags", .array([.boolean(true), .boolean(false)])), .init("one", shared),
            .init("two", shared), .init("octets", .bytes([0, 255])),
            .init("texts", .array(lengths.map { .string(String(repeating: "t", count: $0)) })),
            .init(
                "again",
                .array(lengths.reversed().map { .string(String(repeating: "t", count: $0)) })
            ),
        ])
        var ipv4 = RangeMap<UInt32, UInt32>(everywhere: 0)
        ipv4.append(1, from: 1 << 31)
        let octets = MMDBWriter.octets(
            records: [nil, record],
            ipv4: ipv4,
            ipv6: RangeMap(everywhere: 0),
            databaseType: "every type",
            description: "",
            buildEpoch: 1
        )
        let path = try directory.file("types.mmdb", try #require(octets))
        let program = """
            import maxminddb, sys
            record = maxminddb.open_database(sys.argv[1]).get("200.0.0.1")
            assert record["numbers"] == [0, 2**31, 2**64 - 1, 2**128 - 1], record["numbers"]
            assert (record["signed"], record["double"], record["float"]) == (-1, -0.5, 2.0)
            assert record["flags"] == [True, False] and record["octets"] == b"\\0\\xff"
            assert record["one"] == record["two"] == {"name": "n" * 28}
            lengths = [0, 28, 29, 284, 285, 65820, 65821, 600000, 30]
            assert record["texts"] == record["again"][::-1] == ["t" * n for n in lengths]
            print("good", end="")
            """
        let answer = try OtherProgram(Checkout.python(), ["-c", program, path])
        #expect(answer.output == "good", "\(answer.errors)")
        let file = try MMDBFile(path: path)
        let found = try file.lookUp(.ipv4(200 << 24))
        #expect(try file.value(at: try #require(found.value)) == record)
        #expect(found.prefixLength == 1)
    }

    @Test("a database in which all of IPv4 is one place, or none")
    func uniform() throws {
        let directory = try TemporaryDirectory()
        let all = try OwnNetworks([
            .init(try #require(IPPrefix("0.0.0.0/0")), .init(continent: .asia))
        ])
        let path = try directory.file("all.mmdb", try octets(all.laid(over: .unknownEverywhere)))
        let ranges = try GeoDatabase(path: path).ranges
        #expect(ranges.ipv4.count == 1 && ranges.location(of: .ipv4(0)).continent == .asia)
        let none = try directory.file("none.mmdb", try octets(.unknownEverywhere))
        #expect(throws: GeoDatabaseError.noLocations(path: none, databaseType: "Meridian-Country"))
        {
            _ = try GeoDatabase(path: none)
        }
    }
}

@Suite("Record sizes")
struct RecordSizeTests {
    @Test(
        "the smallest that holds every record is taken",
        arguments: [
            (0, RecordSize.bits24), (1 << 24 - 1, .bits24), (1 << 24, .bits28),
            (1 << 28 - 1, .bits28),
            (1 << 28, .bits32), (1 << 32 - 1, .bits32), (1 << 32, nil),
        ] as [(Int, RecordSize?)]
    )
    func choice(_ largest: Int, _ size: RecordSize?) {
        #expect(RecordSize(fitting: largest) == size)
    }

    @Test(
        "a node is two records, packed as the format says",
        arguments: [
            (RecordSize.bits24, [0x12, 0x34, 0x56, 0x65, 0x43, 0x21]),
            (.bits28, [0x12, 0x34, 0x56, 0xab, 0x65, 0x43, 0x21]),
            (.bits32, [0x0a, 0x12, 0x34, 0x56, 0x0b, 0x65, 0x43, 0x21]),
        ] as [(RecordSize, [UInt8])]
    )
    func packing(_ size: RecordSize, _ expected: [UInt8]) {
        let isSmall = size == .bits24
        var octets: [UInt8] = []
        size.append(
            isSmall ? 0x12_3456 : 0x0a12_3456,
            isSmall ? 0x65_4321 : 0x0b65_4321,
            to: &octets
        )
        #expect(octets == expected)
        #expect(size.octetsPerNode == expected.count)
    }
}
