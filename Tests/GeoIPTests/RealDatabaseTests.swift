import Addressing
import Foundation
import GeoIP
import Geography
import TestSupport
import Testing

/// The whole tor-geoipdb data, written by our writer and read by our reader, against the text and
/// against libmaxminddb's own answers.
@Suite("The real country database")
struct RealDatabaseTests {
    @Test("its ranges are those of the text, as a Python script and maxminddb read it")
    func equalsText() throws {
        let real = try RealDatabase.built.get()
        let directory = try TemporaryDirectory()
        let ranges = real.database.ranges
        let words = ranges.locations.map(\.description)
        var dump: [String] = []
        for (start, value) in zip(ranges.ipv4.starts, ranges.ipv4.values) {
            dump.append("4 \(start) \(words[Int(value)])\n")
        }
        for (start, value) in zip(ranges.ipv6.starts, ranges.ipv6.values) {
            dump.append("6 \(start) \(words[Int(value)])\n")
        }
        let dumped = try directory.file("ranges", dump.joined())
        let script = try OtherProgram(
            Checkout.python(),
            [
                Checkout.fixture("compare_with_text.py"), Checkout.torRanges("geoip"),
                Checkout.torRanges("geoip6"), dumped, real.path,
            ]
        )
        print(script.output, terminator: "")
        #expect(script.status == 0, "\(script.output)\(script.errors)")
    }

    @Test("libmaxminddb finds the same at both ends of every range")
    func boundaries() throws {
        let real = try RealDatabase.built.get()
        var library = try LibraryAnswers(path: real.path)
        let (ipv4, ipv6) = (real.database.ranges.ipv4, real.database.ranges.ipv6)
        var faults: [String] = []
        for index in 0..<ipv4.count {
            let bounds = ipv4.bounds(at: index)
            for bits in [bounds.lowerBound, bounds.upperBound] {
                faults += try library.fault(.ipv4(bits), in: real.database.ranges)
            }
        }
        for index in 0..<ipv6.count {
            let bounds = ipv6.bounds(at: index)
            for bits in [bounds.lowerBound, bounds.upperBound] {
                faults += try library.fault(.ipv6(bits), in: real.database.ranges)
            }
        }
        print("boundaries: \(library.asked) addresses, \(library.known) with a location")
        #expect(faults.isEmpty, "\(faults.count) faults: \(faults.prefix(5))")
        #expect(library.known > 600_000)
    }

    @Test("libmaxminddb finds the same at random addresses, IPv4 in disguise included")
    func randomAddresses() throws {
        let real = try RealDatabase.built.get()
        var library = try LibraryAnswers(path: real.path)
        var random = SeededRandom(seed: 20_260_625)
        var faults: [String] = []
        for _ in 0..<50_000 {
            let ipv4 = UInt32.random(in: 0 ... .max, using: &random)
            let global = UInt128.random(in: 0 ... .max, using: &random) >> 3 | 1 << 125
            let anywhere = UInt128.random(in: 0 ... .max, using: &random)
            for address in [
                .ipv4(ipv4), .ipv6(0xffff << 32 | UInt128(ipv4)), .ipv6(global), .ipv6(anywhere),
                // Most of what is in use begins with 2001 to 2c0f; most of what is left is none.
                .ipv6(UInt128(0x2001 + ipv4 % 0xc0f) << 112 | anywhere >> 16),
            ] as [IPAddress] {
                faults += try library.fault(address, in: real.database.ranges)
            }
        }
        print("random: \(library.asked) addresses, \(library.known) with a location")
        #expect(faults.isEmpty, "\(faults.count) faults: \(faults.prefix(5))")
        #expect(library.known > 50_000)
    }

    @Test("it has the size and the date of its sources")
    func info() throws {
        let real = try RealDatabase.built.get()
        let info = real.database.info
        let entries = real.builder.reports.map(\.entries)
        #expect(entries.count == 2 && entries.allSatisfy { $0 > 200_000 })
        #expect(info.ranges > 500_000 && info.networks > info.ranges)
        #expect(info.metadata.buildEpoch == real.builder.generated)
        #expect(info.buildDate >= "2020-01-01" && info.buildDate.count == 10)
        #expect(info.metadata.databaseType == GeoDatabaseBuilder.databaseType)
        #expect(info.metadata.description == "tests")
    }
}

/// What libmaxminddb itself says of addresses, each record decoded through `MMDBValue`, which the
/// reading of the ranges does not use.
private struct LibraryAnswers: ~Copyable {
    private let file: MMDBFile
    private var words: [UInt32: String] = [:]
    private(set) var asked = 0
    private(set) var known = 0

    init(path: String) throws { file = try MMDBFile(path: path) }

    /// What is wrong with the ranges' answer for an address: nothing, or one sentence.
    mutating func fault(_ address: IPAddress, in ranges: LocationRanges) throws -> [String] {
        asked += 1
        let found = try file.lookUp(address)
        let word = try found.value.map { try self.word(at: $0) } ?? "none"
        let location = ranges.location(of: address)
        if !location.isUnknown { known += 1 }
        // 6to4 leads to the IPv4 tree in the file, on purpose, and to no location here.
        if case .ipv6(let bits) = address, bits >> 112 == 0x2002 || bits >> 32 == 0 {
            return location.isUnknown ? [] : ["\(address): expected no location"]
        }
        return location.description == word ? [] : ["\(address): \(location), library \(word)"]
    }

    private mutating func word(at offset: UInt32) throws -> String {
        if let known = words[offset] { return known }
        let record = try file.value(at: offset)
        var word = "none"
        if case .string(let code) = record["country"]?["iso_code"] {
            word = code
        } else if case .string(let code) = record["continent"]?["code"] {
            word = "continent-\(code)"
        }
        words[offset] = word
        return word
    }
}
