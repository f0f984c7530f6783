import Addressing
import Foundation
import GeoIP
import Geography
import TestSupport
import Testing

/// Databases of the shapes in use, written by `make_fixtures.py`.
@Suite("Location databases of others")
struct GeoDatabaseTests {
    /// The location of each address, as a word.
    private func words(_ database: GeoDatabase, _ addresses: [String]) throws -> [String] {
        try addresses.map { text in
            database.ranges.location(of: try #require(IPAddress(text))).description
        }
    }

    @Test(
        "a city database, with records of every size",
        arguments: ["city-24.mmdb", "city-28.mmdb", "city-32.mmdb"]
    )
    func city(_ name: String) throws {
        let database = try GeoDatabase(path: Checkout.fixture(name))
        let found = try words(
            database,
            [
                "192.0.2.0", "192.0.2.127", "192.0.2.128", "192.0.2.192", "198.51.100.1",
                "203.0.113.1", "203.0.113.129", "192.0.3.0", "192.0.1.255", "2001:db8::1",
                "2001:db8:8000::1", "2001:db9::", "::ffff:192.0.2.1", "64:ff9b::192.0.2.1",
            ]
        )
        #expect(
            found == [
                "US-CA", "US-CA", "UA-11", "UA", "CA", "none", "continent-AS", "none", "none", "TR",
                "CX", "none", "US-CA", "US-CA",
            ]
        )
        #expect(database.info.metadata.recordSize == UInt16(name.dropFirst(5).prefix(2)))
        #expect(database.info.metadata.databaseType == "GeoLite2-City")
        #expect(database.info.metadata.languages == ["en", "de"])
        #expect(database.info.metadata.description == "test data")
        #expect(database.info.buildDate == "2025-06-15")
        #expect(database.info.networks == 8)
        #expect(database.info.ranges == 7)
    }

    @Test("a continent comes from the country where Route 53 knows that, else from the database")
    func continents() throws {
        let database = try GeoDatabase(path: Checkout.fixture("city-24.mmdb"))
        let continents = try ["2001:db8::1", "2001:db8:8000::1"].map { text in
            database.ranges.location(of: try #require(IPAddress(text))).continent
        }
        #expect(continents == [.europe, .oceania])
    }

    @Test("IPv4 hidden in IPv6 has no location, whatever the tree repeats there")
    func aliases() throws {
        let path = Checkout.fixture("city-24.mmdb")
        let hidden = ["::192.0.2.1", "2002:c000:201::1", "2001:0:c000:201::1"]
        let database = try GeoDatabase(path: path)
        #expect(try words(database, hidden) == ["none", "none", "none"])
        for text in hidden {
            let address = try #require(IPAddress(text))
            let answer = try GeoDatabase.lookUp(address, in: path)
            #expect(answer.location == .unknown)
            #expect(answer.record?["country"]?["iso_code"] == .string("US"))
        }
        // Two ranges of known locations, and nothing around them.
        #expect(database.ranges.ipv6.count == 4)
    }

    @Test("a database of IPv4 only")
    func ipv4Only() throws {
        let path = Checkout.fixture("ipv4-only.mmdb")
        let database = try GeoDatabase(path: path)
        let addresses = [
            "192.0.2.1", "198.51.100.255", "10.0.0.1", "::ffff:192.0.2.1", "2001:db8::",
        ]
        #expect(try words(database, addresses) == ["CN", "DE", "none", "CN", "none"])
        #expect(database.ranges.ipv6.count == 1)
        let answer = try GeoDatabase.lookUp(try #require(IPAddress("192.0.2.9")), in: path)
        #expect(answer.network.description == "192.0.2.0/24")
        let none = try GeoDatabase.lookUp(try #require(IPAddress("2001:db8::")), in: path)
        #expect(none.record == nil)
    }

    @Test("a record above the IPv4 part of the tree holds for all of IPv4")
    func aboveIPv4() throws {
        let path = Checkout.fixture("above-ipv4.mmdb")
        let database = try GeoDatabase(path: path)
        let addresses = [
            "192.0.2.1", "::1", "::ffff:192.0.2.1", "64:ff9b::1:0:0", "ff::", "100::", "2001:db8::",
            "2001::1", "2002::1", "2003::",
        ]
        let expected = ["CN", "none", "CN", "CN", "CN", "none", "DE", "none", "none", "DE"]
        #expect(try words(database, addresses) == expected)
        let answer = try GeoDatabase.lookUp(try #require(IPAddress("192.0.2.9")), in: path)
        #expect(answer.network.description == "0.0.0.0/0")
    }

    @Test(
        "IPinfo's shapes: codes beside names, or codes alone",
        arguments: ["ipinfo-country.mmdb", "ipinfo-lite.mmdb"]
    )
    func ipinfo(_ name: String) throws {
        let database = try GeoDatabase(path: Checkout.fixture(name))
        let addresses = ["192.0.2.1", "192.0.3.1", "2001:db8::1"]
        #expect(try words(database, addresses) == ["CN", "none", "continent-EU"])
    }

    @Test("a single look-up tells the network, the location and the record as JSON")
    func lookUp() throws {
        let answer = try GeoDatabase.lookUp(
            try #require(IPAddress("::ffff:192.0.2.77")),
            in: Checkout.fixture("every-type.mmdb")
        )
        #expect(answer.address.description == "192.0.2.77")
        #expect(answer.network.description == "192.0.2.0/24")
        #expect(answer.location.description == "CN")
        #expect(
            answer.record?.description == #"""
                {"array": [1, "two", [3.5]], "boolean": true, "bytes": "00ff", "country_code": "CN", \#
                "double": -2.25, "float": 1.5, "int32": -70000, "string": "a \"quoted\"\nline", \#
                "uint16": 65535, "uint32": 4294967295, "uint64": 18446744073709551615, \#
                "uint128": 340282366920938463463374607431768211455}
                """#
        )
    }
}
