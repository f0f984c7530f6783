import Addressing
import Answering
import DNSWire
import Foundation
import Geography
import MeridianKit
import TestSupport
import Testing

@Suite("How much a new database moves")
struct MovedAddressesTests {
    private static let zone = """
        zone: example.com
        records:
          a: {A: {geo: {CN: 192.0.2.1, US: 192.0.2.2, US-CA: 192.0.2.3, continent-EU: 192.0.2.4, \
        default: 192.0.2.9}}}
          b: {A: {geo: {JP: 192.0.2.5, continent-AS: 192.0.2.6}}}
        """

    private static let words = ["none", "CN", "US", "US-CA", "US-NY", "DE", "JP", "continent-AS"]

    /// Locations of blocks: of each family all addresses that share their first eight bits.
    private func ranges(_ random: inout SeededRandom, changing old: LocationRanges?) throws
        -> LocationRanges
    {
        let locations = try Self.words.map { try #require(Location($0)) }
        var ipv4 = RangeMap<UInt32, UInt32>(everywhere: 0)
        var ipv6 = RangeMap<UInt128, UInt32>(everywhere: 0)
        let stays = random.number(in: 0...100)
        for block in 0..<256 {
            let (start4, start6) = (UInt32(block) << 24, UInt128(block) << 120)
            let number = { (random: inout SeededRandom, old: UInt32?) in
                if let old, random.chance(stays) { return old }
                return random.chance(50) ? 0 : UInt32(random.number(in: 0...(locations.count - 1)))
            }
            ipv4.append(number(&random, old?.ipv4[start4]), from: start4)
            ipv6.append(number(&random, old?.ipv6[start6]), from: start6)
        }
        return LocationRanges(locations: locations, ipv4: ipv4, ipv6: ipv6)
    }

    /// The share of blocks with a location in which some name gets another answer, one by one.
    private func movedBlocks(
        _ old: ServingState,
        _ new: ServingState,
        _ address: (Int) -> IPAddress
    ) throws -> Double {
        let names = try ["a.example.com", "b.example.com"].map {
            Inquiry(try DomainName(presentation: $0), .a)
        }
        var (moved, located) = (0, 0)
        for block in 0..<256 {
            let client = address(block)
            let isUnknown = [old, new].allSatisfy { $0.locations.location(of: client).isUnknown }
            if isUnknown { continue }
            located += 1
            let isSame = names.allSatisfy { name in
                Answer(name.put(to: old, from: client).message)
                    == Answer(name.put(to: new, from: client).message)
            }
            if !isSame { moved += 1 }
        }
        return located == 0 ? 0 : Double(moved) / Double(located)
    }

    @Test(
        "the share is that of the addresses that get another answer",
        arguments: 0..<20 as Range<UInt64>
    )
    func share(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let world = try ReloadWorld(["zones/z.yaml": Self.zone])
        try world.start()
        let before = try ranges(&random, changing: nil)
        let old = try world.state.replacing(locations: before)
        let after = try ranges(&random, changing: before)
        let moved = old.addressesMoved(by: after)
        let new = old.replacing(locations: after)
        let ipv4 = try movedBlocks(old, new) { .ipv4(UInt32($0) << 24 | 1) }
        let ipv6 = try movedBlocks(old, new) { .ipv6(UInt128($0) << 120 | 1) }
        #expect(abs(moved.ipv4 - ipv4) < 1e-9)
        #expect(abs(moved.ipv6 - ipv6) < 1e-9)
        #expect(moved.share == max(moved.ipv4, moved.ipv6))
        #expect(old.addressesMoved(by: before).share == 0)
    }

    private func makeWorld(limit: String) throws -> ReloadWorld {
        let world = try ReloadWorld(
            configuration: Self.configuration(limit: limit),
            ["zones/z.yaml": Self.zone]
        )
        try Self.build(in: world, "10.0.0.0/8,CN", "11.0.0.0/8,CN", "2001:db8::/32,CN")
        try world.start()
        return world
    }

    private static func configuration(limit: String) -> String {
        "geo: {database: db.mmdb, max_moved_percent: \(limit)}\n"
    }

    private static func build(in world: ReloadWorld, _ lines: String...) throws {
        let list = try world.files.write("list.csv", lines.joined(separator: "\n") + "\n")
        _ = try LocationDatabase.build(output: world.path("db.mmdb"), sources: [list])
    }

    @Test("a database that moves more than is allowed is refused, until more is allowed")
    func limit() async throws {
        let world = try makeWorld(limit: "24.9")
        try Self.build(
            in: world,
            "10.0.0.0/8,CN",
            "11.0.0.0/9,CN",
            "11.128.0.0/9,HK",
            "2001:db8::/32,CN"
        )
        let report = try await world.reload()
        #expect(report.words == ["db.mmdb refused"])
        #expect(!report.isPublished)
        #expect(report.moved?.ipv4 == 0.25)
        let message = try #require(report.problems.first?.message)
        #expect(
            message.contains(
                "another answer for 25.00 % of IPv4 and 0.00 % of IPv6, expected at most 24.9 %"
            )
        )
        let hongKong: IPAddress = .ipv4(11 << 24 | 128 << 16)
        #expect(try world.state.locations.location(of: hongKong).country?.code == "CN")

        try world.files.write(
            "meridian.yaml",
            ReloadWorld.head + Self.configuration(limit: "25")
        )
        #expect(try await world.reload().words == ["meridian.yaml settings", "db.mmdb database"])
        #expect(try world.state.locations.location(of: hongKong).country?.code == "HK")
    }

    @Test("each family counts by itself, and a location that matters to no rule does not")
    func families() async throws {
        let world = try makeWorld(limit: "50")
        try Self.build(
            in: world,
            "10.0.0.0/8,CN",
            "11.0.0.0/8,CN",
            "2001:db8::/33,CN",
            "2001:db8:8000::/34,CN"
        )
        #expect(try await world.reload().moved == MovedAddresses(ipv4: 0, ipv6: 0.25))
        try Self.build(in: world, "10.0.0.0/8,CN", "11.0.0.0/8,CN", "2001:db8::/32,HK")
        #expect(try await world.reload().words == ["db.mmdb refused"])
    }
}
