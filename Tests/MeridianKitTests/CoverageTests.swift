import DNSWire
import Foundation
import Geography
import MeridianKit
import TestSupport
import Testing

@Suite("Coverage")
struct CoverageTests {
    @Test("every place that Route 53 knows is there once, with an address that is there")
    func places() {
        let countries = CountryTable.continents.count
        let subdivisions = Subdivision.codes.values.reduce(0) { $0 + $1.count }
        #expect(Place.all.count == 1 + Continent.allCases.count + countries + subdivisions)
        #expect(Set(Place.all.map(\.word)).count == Place.all.count)
        for place in Place.all {
            #expect(Place.ranges.location(of: place.address) == place.location)
            #expect(Place(place.location) == place)
        }
    }

    private static let zone = """
        zone: example.com
        records:
          www: {A: {geo: {US: 192.0.2.1, US-CA: 192.0.2.2, continent-EU: 192.0.2.3, \
        FR: 192.0.2.1, UA-11: 192.0.2.5, default: 192.0.2.9}}}
          part: {A: {geo: {CN: 192.0.2.1}}}
        """

    /// What Route 53's rules say, worked out without any state.
    private static let rules: [LocationCode: String] = {
        let words = [
            ("US", "1"), ("US-CA", "2"), ("continent-EU", "3"), ("FR", "1"), ("UA-11", "5"),
            ("default", "9"),
        ]
        return Dictionary(
            uniqueKeysWithValues: words.compactMap { word, host in
                LocationCode(word).map { ($0, "A 192.0.2.\(host)") }
            }
        )
    }()

    private func coverage(_ name: String, _ zone: String = zone) throws -> Coverage {
        try TestContent(configuration: "", zones: ["z.yaml": zone]).coverage(name)
    }

    @Test("every place gets the answer of the smallest region that holds it")
    func answers() throws {
        let coverage = try coverage("www.example.com")
        #expect(coverage.rows.map(\.place) == Place.all)
        for row in coverage.rows {
            let matching = Self.rules.filter { $0.key.matches(row.place.location) }
            let expected = matching.min { $0.key.rank < $1.key.rank }?.value
            #expect(row.answers.description == expected, "\(row.place.word)")
        }
    }

    @Test(
        "where there are no records, the reason stands",
        arguments: [
            ("part.example.com", "NODATA"), ("none.example.com", "NXDOMAIN"),
            ("example.org", "REFUSED"),
        ]
    )
    func denials(_ name: String, _ word: String) throws {
        #expect(try coverage(name).rows.first?.answers.description == word)
    }

    @Test("a diff has the places that get another answer, another TTL included")
    func diff() throws {
        let old = try coverage("www.example.com")
        let moved = Self.zone.replacingOccurrences(of: "US-CA: 192.0.2.2", with: "US-CA: 192.0.2.1")
            .replacingOccurrences(
                of: "continent-EU: 192.0.2.3",
                with: "continent-EU: {ttl: 60, value: 192.0.2.3}"
            )
        let diff = CoverageDiff(from: old, to: try coverage("www.example.com", moved))
        let words = Dictionary(uniqueKeysWithValues: diff.moves.map { ($0.place.word, $0.words) })
        #expect(words["US-CA"]?.old == "A 192.0.2.2")
        #expect(words["US-CA"]?.new == "A 192.0.2.1")
        #expect(words["DE"]?.old == "A 192.0.2.3 (TTL 300)")
        #expect(words["DE"]?.new == "A 192.0.2.3 (TTL 60)")
        #expect(words["FR"] == nil)
        #expect(words["CN"] == nil)
        #expect(CoverageDiff(from: old, to: old).moves.isEmpty)
    }

    private static let everyPolicy = """
        zone: example.com
        records:
          w: {A: {weighted: {blue: {weight: 70, value: 192.0.2.1}, green: {weight: 30, \
        value: 192.0.2.2}}}}
          rare: {A: {weighted: {a: {weight: 255, value: 192.0.2.1}, b: {weight: 1, \
        value: 192.0.2.2}, c: {weight: 0, value: 192.0.2.3}}}}
          zero: {A: {weighted: {a: {weight: 0, value: 192.0.2.1}, b: {weight: 0, \
        value: 192.0.2.2}}}}
          tree: {A: {geo: {CN: {alias: w.example.com}, default: 192.0.2.9}}}
          deep: {A: {weighted: {x: {weight: 1, alias: w.example.com}, y: {weight: 3, \
        alias: rare.example.com}}}}
          near: {A: {latency: {eu-central-1: 192.0.2.1, ap-southeast-1: 192.0.2.2}}}
          few: {A: {multivalue: {a: 192.0.2.1, b: 192.0.2.2}}}
          many: {A: {multivalue: {a: 192.0.2.1, b: 192.0.2.2, c: 192.0.2.3, d: 192.0.2.4, \
        e: 192.0.2.5, f: 192.0.2.6, g: 192.0.2.7, h: 192.0.2.8, i: 192.0.2.9}}}
        """

    @Test(
        "where lots are drawn, every answer is there with its share",
        arguments: [
            ("w", "CN", "70%: A 192.0.2.1; 30%: A 192.0.2.2"),
            ("rare", "none", "99.61%: A 192.0.2.1; 0.39%: A 192.0.2.2"),
            ("zero", "none", "50%: A 192.0.2.1; 50%: A 192.0.2.2"),
            ("tree", "CN", "70%: A 192.0.2.1; 30%: A 192.0.2.2"),
            ("tree", "DE", "A 192.0.2.9"),
            // 1/4 × 7/10 + 3/4 × 255/256
            ("deep", "US", "92%: A 192.0.2.1; 8%: A 192.0.2.2"),
            ("near", "DE", "A 192.0.2.1"), ("near", "CN", "A 192.0.2.2"),
            ("few", "DE", "A 192.0.2.1, A 192.0.2.2"),
        ]
    )
    func lots(_ name: String, _ word: String, _ answers: String) throws {
        let coverage = try coverage("\(name).example.com", Self.everyPolicy)
        let row = try #require(coverage.rows.first { $0.place.word == word })
        #expect(row.answers.description == answers)
    }

    @Test(
        "of samples of many record sets some are drawn, each of eight, and together they have all"
    )
    func samples() throws {
        let answers = try #require(
            try coverage("many.example.com", Self.everyPolicy).rows.first?.answers
        )
        #expect(answers.shares.count > 1)
        #expect(answers.shares.allSatisfy { $0.answer.records.count == 8 })
        #expect(Set(answers.shares.flatMap(\.answer.records)).count == 9)
        #expect(abs(answers.shares.reduce(0) { $0 + $1.percent } - 100) < 1e-6)
    }

    @Test("networks of IP-based rules have lines of their own")
    func networks() throws {
        let content = try TestContent(
            configuration: """
                cidr_collections: {offices: {berlin: [192.0.2.0/24, "2001:db8::/32"], \
                paris: [192.0.0.0/16]}}
                """,
            zones: [
                "z.yaml": """
                zone: example.com
                records:
                  ip: {A: {cidr: {offices/berlin: 192.0.2.1, offices/paris: 192.0.2.2, \
                offices/*: 192.0.2.3}}}
                """
            ]
        )
        let coverage = try content.coverage("ip.example.com")
        #expect(
            coverage.networks.map { "\($0.network) \($0.answers)" } == [
                "192.0.0.0/16 A 192.0.2.2", "192.0.2.0/24 A 192.0.2.1", "2001:db8::/32 A 192.0.2.1",
            ]
        )
        #expect(coverage.rows.allSatisfy { $0.answers.description == "A 192.0.2.3" })
        let report = CoverageReport(coverage)
        for text in [report.text, report.table, report.csv, report.json] {
            #expect(text.contains("2001:db8::/32"))
        }
    }

    @Test("the text names every place, directly or in a region, under its answer alone")
    func text() throws {
        let coverage = try coverage("www.example.com")
        let text = CoverageReport(coverage).text
        var found: [String: Set<Place>] = [:]
        for group in text.components(separatedBy: "\n\n").dropFirst() {
            let lines = group.split(separator: "\n")
            let title = try #require(lines.first).split(separator: ":")[0]
            found[String(title)] = try places(meantBy: lines.dropFirst())
        }
        for row in coverage.rows {
            let titles = found.filter { $0.value.contains(row.place) }.map(\.key)
            #expect(titles == [row.answers.description], "\(row.place.word)")
        }
    }

    @Test("few words for many places mean just these places", arguments: 0..<200 as Range<UInt64>)
    func words(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // Whole continents and countries, and single places put in or taken out.
        var places: Set<Place> = []
        for continent in Continent.allCases where Bool.random(using: &random) {
            places.formUnion(Place.all.filter { $0.location.continent == continent })
        }
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let place = try #require(Place.all.randomElement(using: &random))
            let whole = Place.all.filter {
                $0 == place
                    || place.kind == .country && $0.location.country == place.location.country
            }
            places = places.symmetricDifference(whole)
        }
        let words = Region.world.words(for: places)
        let lines = words.regions + words.regionsWithExceptions
        #expect(try self.places(meantBy: lines) == places, "\(lines)")
    }

    /// Reads the words of regions back.
    private func places(meantBy lines: some Sequence<some StringProtocol>) throws -> Set<Place> {
        var places: Set<Place> = []
        for line in lines {
            let parts = line.components(separatedBy: " except ")
            if parts.count == 2 {
                let exceptions = try parts[1].components(separatedBy: ", ").map(self.places(named:))
                places.formUnion(try self.places(named: parts[0]))
                places.subtract(exceptions.joined())
            } else {
                for name in line.components(separatedBy: ", ") {
                    places.formUnion(try self.places(named: name))
                }
            }
        }
        return places
    }

    private func places(named words: String) throws -> Set<Place> {
        let name = words.trimmingCharacters(in: CharacterSet(charactersIn: " ,"))
        if name == "everywhere" { return Set(Place.all) }
        if let continent = Continent.allCases.first(where: { $0.name == name }) {
            return Set(Place.all.filter { $0.location.continent == continent })
        }
        if let match = name.wholeMatch(of: #/.+ \((.+)\)( without a subdivision)?/#) {
            let place = try #require(Place.all.first { $0.word == match.1 }, "\(name)")
            guard place.kind == .country, match.2 == nil else { return [place] }
            return Set(Place.all.filter { $0.location.country == place.location.country })
        }
        return [try #require(Place.all.first { $0.word == name }, "\(name)")]
    }
}
