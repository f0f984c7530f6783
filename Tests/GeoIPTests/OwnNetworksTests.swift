import Addressing
import GeoIP
import Geography
import TestSupport
import Testing

@Suite("Own networks")
struct OwnNetworksTests {
    private func networks(_ list: [(String, String)]) throws -> [OwnNetworks.Network] {
        try list.map { .init(try #require(IPPrefix($0.0)), try #require(Location($0.1))) }
    }

    private func ranges(_ list: [(String, String)]) throws -> LocationRanges {
        try OwnNetworks(networks(list)).laid(over: .unknownEverywhere)
    }

    private func word(_ ranges: LocationRanges, _ address: String) throws -> String {
        ranges.location(of: try #require(IPAddress(address))).description
    }

    @Test("the longest network around an address wins, in whatever order they are given")
    func nesting() throws {
        let list = [
            ("10.0.0.0/8", "CN"), ("10.1.0.0/16", "US-CA"), ("10.1.2.0/24", "none"),
            ("10.1.2.3", "DE"), ("10.255.0.0/16", "FR"), ("0.0.0.0/0", "continent-EU"),
            ("2001:db8::/32", "JP"), ("2001:db8::/33", "KR"), ("ffff:ffff::/32", "AU"),
        ]
        let expected = [
            ("9.255.255.255", "continent-EU"), ("10.0.0.0", "CN"), ("10.1.0.0", "US-CA"),
            ("10.1.2.0", "none"), ("10.1.2.3", "DE"), ("10.1.2.4", "none"), ("10.1.3.0", "US-CA"),
            ("10.2.0.0", "CN"), ("10.255.255.255", "FR"), ("11.0.0.0", "continent-EU"),
            ("255.255.255.255", "continent-EU"), ("2001:db8:7fff::", "KR"),
            ("2001:db8:8000::", "JP"), ("2001:db9::", "none"), ("ffff:ffff:ffff::", "AU"),
        ]
        var random = SeededRandom(seed: 3)
        for _ in 0..<20 {
            let ranges = try ranges(list.shuffled(using: &random))
            for (address, location) in expected {
                #expect(try word(ranges, address) == location, "\(address)")
            }
        }
    }

    @Test("many nested networks equal a search for the longest that contains the address")
    func againstSearch() throws {
        var random = SeededRandom(seed: 11)
        let countries = ["CN", "US", "DE", "FR", "JP", "BR", "none"]
        var list: [IPPrefix: String] = [:]
        for _ in 0..<400 {
            let address = IPAddress.ipv4(UInt32.random(in: 0...0xffff, using: &random) << 16)
            let prefix = IPPrefix(around: address, length: .random(in: 0...18, using: &random))
            list[try #require(prefix)] = countries.randomElement(using: &random)
        }
        let ranges = try ranges(list.map { ($0.key.description, $0.value) })
        for _ in 0..<2_000 {
            let address = IPAddress.ipv4(UInt32.random(in: 0 ... .max, using: &random))
            let longest = list.keys.filter { $0.contains(address) }.max { $0.length < $1.length }
            #expect(
                ranges.location(of: address).description == longest.flatMap { list[$0] } ?? "none"
            )
        }
    }

    @Test("they win over a database, and leave the rest of it alone")
    func overDatabase() throws {
        let database = try GeoDatabase(path: Checkout.fixture("city-24.mmdb"))
        let own = try OwnNetworks(
            networks([("192.0.2.0/26", "CN"), ("198.51.100.0/24", "none"), ("203.0.113.7", "DE")])
        )
        let ranges = own.laid(over: database.ranges)
        let addresses = ["192.0.2.1", "192.0.2.64", "198.51.100.1", "203.0.113.7", "203.0.113.200"]
        let expected = ["CN", "US-CA", "none", "DE", "continent-AS"]
        #expect(try addresses.map { try word(ranges, $0) } == expected)
    }

    @Test("IPv4 in disguise is IPv4; a network around it says nothing of IPv4")
    func disguises() throws {
        let ranges = try ranges([
            ("::ffff:192.0.2.0/120", "CN"), ("64:ff9b::198.51.100.0/120", "DE"), ("::/0", "JP"),
            ("2002::/16", "KR"),
        ])
        let expected = [
            ("192.0.2.1", "CN"), ("::ffff:192.0.2.1", "CN"), ("64:ff9b::192.0.2.1", "CN"),
            ("198.51.100.1", "DE"), ("203.0.113.1", "none"), ("::ffff:203.0.113.1", "none"),
            ("2002:c000:201::1", "KR"), ("2001:db8::1", "JP"),
        ]
        for (address, location) in expected { #expect(try word(ranges, address) == location) }
    }

    @Test(
        "a network given twice is refused, also under its other names",
        arguments: [
            ("10.0.0.0/8", "10.0.0.0/8"), ("192.0.2.1", "::ffff:192.0.2.1"),
            ("192.0.2.0/24", "64:ff9b::192.0.2.0/120"), ("::/0", "::/0"),
        ]
    )
    func duplicate(_ first: String, _ second: String) throws {
        let list = try networks([
            ("10.0.0.0/9", "CN"), (first, "CN"), ("::1", "FR"), (second, "DE"),
        ])
        let error = #expect(throws: OwnNetworks.Duplicate.self) { _ = try OwnNetworks(list) }
        #expect(error?.first == 1 && error?.second == 3)
        #expect(error?.description.contains("the network \(list[3].prefix) is given twice") == true)
    }

    @Test("no networks change nothing")
    func none() throws {
        let ranges = try ranges([])
        #expect(ranges.ipv4.count == 1 && ranges.ipv6.count == 1 && ranges.locations == [.unknown])
    }
}
