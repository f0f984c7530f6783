import Addressing
import Foundation
import GeoIP
import Geography
import TestSupport
import Testing

@Suite("Sources of location data")
struct GeoSourceTests {
    private func builder(_ name: String, _ content: String) throws -> GeoDatabaseBuilder {
        let directory = try TemporaryDirectory()
        var builder = GeoDatabaseBuilder()
        try builder.add(GeoSource(path: try directory.file(name, content)))
        return builder
    }

    private func word(_ builder: GeoDatabaseBuilder, _ address: String) throws -> String {
        builder.ranges.location(of: try #require(IPAddress(address))).description
    }

    /// The error that a source is refused with, as `line: problem`.
    private func refusal(_ name: String, _ content: String) throws -> String? {
        let directory = try TemporaryDirectory()
        let path = try directory.file(name, content)
        var builder = GeoDatabaseBuilder()
        do throws(GeoSourceError) {
            try builder.add(GeoSource(path: path))
            return nil
        } catch {
            #expect(error.path == path && error.description.hasPrefix(path))
            return "\(error.line): \(error.problem)"
        }
    }

    @Test("ranges of both families, comments, blank lines and the date of the data")
    func ranges() throws {
        let builder = try builder(
            "geoip",
            """
            # Location Database Export
            #
            # Generated: Thu, 25 Jun 2026 04:33:59 GMT
            16777216,16777471,AU

            16777472,16778239,CN\r
            4294967040,4294967295,??
            2001:200::,2001:200:134:ffff:ffff:ffff:ffff:ffff,JP
            ffff::,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,EU
            """
        )
        let expected = [
            ("0.255.255.255", "none"), ("1.0.0.0", "AU"), ("1.0.0.255", "AU"), ("1.0.1.0", "CN"),
            ("1.0.3.255", "CN"), ("1.0.4.0", "none"), ("255.255.255.0", "none"),
            ("2001:200:134::1", "JP"), ("2001:200:135::", "none"), ("ffff::1", "continent-EU"),
        ]
        for (address, location) in expected { #expect(try word(builder, address) == location) }
        #expect(builder.generated == 1_782_345_600)
        #expect(builder.reports.map(\.entries) == [5])
        #expect(builder.reports.map(\.withoutLocation) == [1])
    }

    @Test(
        "codes of registries that are no country of today",
        arguments: [
            ("??", "none"), ("ZZ", "none"), ("SU", "none"), ("EU", "continent-EU"),
            ("AP", "continent-AS"), ("AN", "continent-NA"), ("CS", "continent-EU"), ("UK", "GB"),
            ("XK", "XK"), ("BV", "BV"), ("AF", "AF"),
        ]
    )
    func codes(_ code: String, _ location: String) throws {
        #expect(try word(builder("geoip", "0,4294967295,\(code)\n"), "192.0.2.1") == location)
    }

    @Test(
        "a country that Route 53 does not know keeps its continent",
        arguments: ["geoip", "n.csv"]
    )
    func otherCountries(_ name: String) throws {
        let line = name == "geoip" ? "0,1,EH" : "0.0.0.0/31,EH"
        #expect(try builder(name, line).ranges.location(of: .ipv4(1)).continent == .africa)
    }

    @Test(
        "a range that cannot be read is refused with its line",
        arguments: [
            ("1,2,DE\n3,4", "2: expected three fields: first address, last address, country"),
            ("# x\n\n1,2,DE,x", "3: expected three fields: first address, last address, country"),
            (
                "1,2,de",
                "1: “de” is not a location; expected a country like CN, continent-AS, US-CA or none"
            ),
            ("1,4294967296,DE", "1: “4294967296” is not an address of this file's family"),
            ("1,::2,DE", "1: “::2” is not an address of this file's family"),
            ("::1,2,DE", "1: “2” is not an address of this file's family"),
            ("1.2.3.4,1.2.3.5,DE", "1: “1.2.3.4” is not an address of this file's family"),
            ("5,4,DE", "1: the range ends before it begins"),
            (
                "1,5,DE\n5,6,FR",
                "2: the range begins before the former one ends; expected ascending ranges"
            ),
            (
                "7,8,DE\n5,6,FR",
                "2: the range begins before the former one ends; expected ascending ranges"
            ),
            (
                "7,4294967295,DE\n0,1,FR",
                "2: the range begins before the former one ends; expected ascending ranges"
            ),
            ("# only this\n", "0: no line with a location; expected at least one"),
        ]
    )
    func badRanges(_ content: String, _ expected: String) throws {
        #expect(try refusal("geoip", content) == expected)
    }

    @Test("networks with words or subdivisions, quoted or not, the longest winning")
    func networks() throws {
        let builder = try builder(
            "networks.csv",
            """
            network,country,subdivision
            198.51.100.0/24,CN
            198.51.100.128/25, "US" ,"CA"
            203.0.113.0/24,US,US-NY
            192.0.2.0/25,UA,43
            192.0.2.128/25,CA,ON
            2001:db8::/32,continent-AS
            2001:db8:1::/48,none,
            """
        )
        let expected = [
            ("198.51.100.1", "CN"), ("198.51.100.200", "US-CA"), ("203.0.113.1", "US-NY"),
            ("192.0.2.1", "UA-11"), ("192.0.2.200", "CA"), ("2001:db8::1", "continent-AS"),
            ("2001:db8:1::1", "none"),
        ]
        for (address, location) in expected { #expect(try word(builder, address) == location) }
        #expect(builder.reports.map(\.entries) == [7])
    }

    @Test(
        "a network that cannot be read is refused with its line",
        arguments: [
            ("192.0.2.0/24", "1: expected network,country or network,country,subdivision"),
            ("192.0.2.0/24,CN\n192.0.2.0/24,DE", "2: the network stands on line 1 already"),
            (
                "192.0.2.0/24,QQ",
                "1: “QQ” is not a location; expected a country like CN, continent-AS, US-CA or none"
            ),
            (
                "192.0.2.0/24,US,ZZ",
                "1: “ZZ” is not a subdivision of US; expected its ISO 3166-2 code"
            ),
            (
                "# x\n192.0.2.1/24,CN",
                "2: “192.0.2.1/24” is not a network; expected one like 192.0.2.0/24 or 2001:db8::/32, "
                    + "with no bit set beyond its length"
            ),
            ("", "0: no line with a location; expected at least one"),
        ]
    )
    func badNetworks(_ content: String, _ expected: String) throws {
        #expect(try refusal("networks.csv", content) == expected)
    }

    @Test("a source that is missing is refused with the reason")
    func missing() throws {
        var builder = GeoDatabaseBuilder()
        let error = #expect(throws: GeoSourceError.self) {
            try builder.add(GeoSource(path: "/nonexistent/geoip"))
        }
        #expect(
            error?.description
                == "/nonexistent/geoip: cannot be read (open: No such file or directory)"
        )
    }
}

@Suite("Building a database")
struct GeoDatabaseBuilderTests {
    @Test("a later source wins over an earlier one, and the file replaces an older one whole")
    func build() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("country.mmdb", "an older file")
        var builder = GeoDatabaseBuilder()
        try builder.add(GeoSource(path: try directory.file("geoip", "0,4294967295,DE\n")))
        try builder.add(GeoSource(path: try directory.file("own.csv", "192.0.2.0/24,CN\n")))
        #expect(builder.generated == nil)
        try builder.write(to: path, buildEpoch: 1_750_000_000, description: "two sources")
        let database = try GeoDatabase(path: path)
        #expect(database.ranges.location(of: .ipv4(0xc000_0201)).description == "CN")
        #expect(database.ranges.location(of: .ipv4(0)).description == "DE")
        #expect(database.info.metadata.description == "two sources")
        #expect(database.info.buildDate == "2025-06-15")
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(left.sorted() == ["country.mmdb", "geoip", "own.csv"])
    }

    @Test("a place that cannot be written to is an error with the path")
    func unwritable() throws {
        var builder = GeoDatabaseBuilder()
        let directory = try TemporaryDirectory()
        try builder.add(GeoSource(path: try directory.file("geoip", "0,1,DE\n")))
        let path = "\(directory.path)/missing/country.mmdb"
        let error = #expect(throws: GeoDatabaseError.self) {
            try builder.write(to: path, buildEpoch: 1, description: "")
        }
        #expect(
            error?.description.hasPrefix("\(path): the location database cannot be written") == true
        )
    }

    @Test("the demo networks of geodb/ are a source")
    func demo() throws {
        var builder = GeoDatabaseBuilder()
        let path = Checkout.path("geodb/demo-networks.csv")
        try builder.add(GeoSource(path: path))
        let expected = [
            ("192.0.2.1", "none"), ("198.51.100.1", "CN"), ("203.0.113.1", "US-CA"),
            ("203.0.113.129", "US"), ("2001:db8::1", "DE"), ("2001:db8:8000::1", "CN"),
        ]
        for (text, location) in expected {
            let address = try #require(IPAddress(text))
            #expect(builder.ranges.location(of: address).description == location, "\(text)")
        }
    }
}

@Suite("Calendar days")
struct CalendarDayTests {
    @Test(
        "seconds since 1970 are a day, and back",
        arguments: [
            (0, "1970-01-01"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"),
            (1_735_603_200, "2024-12-31"), (1_782_345_600, "2026-06-25"),
            (4_107_542_400, "2100-03-01"), (4_107_456_000, "2100-02-28"),
        ] as [(UInt64, String)]
    )
    func days(_ epoch: UInt64, _ text: String) {
        let day = CalendarDay(epoch: epoch)
        #expect(day.description == text)
        #expect(day.epoch == epoch)
        #expect(CalendarDay(epoch: epoch + CalendarDay.secondsPerDay - 1) == day)
    }
}
