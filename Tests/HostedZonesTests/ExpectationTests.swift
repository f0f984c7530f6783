import DNSWire
import HostedZones
import OperatorFiles
import Testing

@Suite("Reading expectations")
struct ExpectationTests {
    private func read(_ expectations: String) -> ZoneReading {
        let text = "zone: example.com\nexpect:\n  - \(expectations)\n"
        return ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
    }

    @Test(
        "an entry says who gets what",
        arguments: [
            (
                "{from: CN, name: www, CNAME: a.example.net}",
                "www.example.com. CNAME a.example.net. from CN"
            ),
            (
                "{from: continent-AS, name: '@', A: 192.0.2.1}",
                "example.com. A 192.0.2.1 from continent-AS"
            ),
            (
                "{from: US-CA, name: www, A: [192.0.2.1, 192.0.2.2]}",
                "www.example.com. A 192.0.2.1, 192.0.2.2 from US-CA"
            ),
            ("{from: default, name: www, A: NODATA}", "www.example.com. A NODATA from none"),
            ("{from: none, name: www, A: NXDOMAIN}", "www.example.com. A NXDOMAIN from none"),
            (
                "{from: 192.0.2.7, name: www, A: 192.0.2.1}",
                "www.example.com. A 192.0.2.1 from 192.0.2.7"
            ),
            (
                "{from: 2001:db8::/32, name: www, A: 192.0.2.1}",
                "www.example.com. A 192.0.2.1 from 2001:db8::/32"
            ),
            (
                "{from: NO, name: www.example.com., A: {one_of: [192.0.2.1, 192.0.2.2]}}",
                "www.example.com. A one of 192.0.2.1, 192.0.2.2 from NO"
            ),
            ("{from: CN, name: www, TXT: '\"NODATA\"'}", "www.example.com. TXT \"NODATA\" from CN"),
        ]
    )
    func entries(_ text: String, _ meaning: String) throws {
        let reading = read(text)
        let zone = try #require(reading.zone, "\(reading.problems)")
        #expect(zone.expectations.map(\.description) == [meaning])
    }

    @Test("lists of clients and several types are expectations of their own, in order")
    func several() throws {
        let zone = try #require(
            read("{from: [CN, 192.0.2.0/24], name: www, A: 192.0.2.1, MX: NODATA}").zone
        )
        #expect(
            zone.expectations.map(\.description) == [
                "www.example.com. A 192.0.2.1 from CN",
                "www.example.com. A 192.0.2.1 from 192.0.2.0/24",
                "www.example.com. MX NODATA from CN",
                "www.example.com. MX NODATA from 192.0.2.0/24",
            ]
        )
        #expect(zone.expectations.map(\.source.column) == [43, 43, 57, 57])
    }

    @Test(
        "what makes no sense is refused with its place",
        arguments: [
            ("{name: www, A: 192.0.2.1}", "3:5", "without \"from\""),
            ("{from: CN, A: 192.0.2.1}", "3:5", "without \"name\""),
            ("{from: CN, name: www}", "3:5", "at least one type"),
            ("{from: XX, name: www, A: 192.0.2.1}", "3:12", "a country (CN)"),
            ("{from: BV, name: www, A: 192.0.2.1}", "3:12", "a country (CN)"),
            ("{from: [], name: www, A: 192.0.2.1}", "3:12", "at least one place"),
            ("{from: 192.0.2.1/24, name: www, A: 192.0.2.1}", "3:12", "without host bits"),
            ("{from: CN, name: www.example.net., A: 192.0.2.1}", "3:22", "a name in example.com."),
            ("{from: CN, name: a..b, A: 192.0.2.1}", "3:22", "a name, or @"),
            ("{from: CN, name: www, B: 192.0.2.1}", "3:27", "from, name, or a type"),
            ("{from: CN, name: www, ANY: 192.0.2.1}", "3:27", "a zone can hold"),
            ("{from: CN, name: www, A: 192.0.2}", "3:30", "an IPv4 address"),
            ("{from: CN, name: www, A: []}", "3:30", "at least one value"),
            ("{from: CN, name: www, A: {any: x}}", "3:30", "\"one_of\""),
            ("www", "3:5", "a mapping"),
        ]
    )
    func errors(_ text: String, _ place: String, _ words: String) throws {
        let reading = read(text)
        #expect(reading.zone == nil)
        let problem = try #require(reading.problems.first).description
        #expect(problem.hasPrefix("z.yaml:\(place): error: "), "\(problem)")
        #expect(problem.contains(words), "\(problem)")
    }

    @Test(
        "a file of its own names a zone, or has absolute names; beside a zone file it has its zone"
    )
    func files() throws {
        let list = "expect: [{from: CN, name: www, A: NODATA}]\n"
        let other = try DomainName(presentation: "example.org")
        let name = { (text: String, zone: DomainName?) in
            ExpectationFile.read(Array(text.utf8), file: "f.yaml", zone: zone)
                .expectations.map { "\($0.name)" }
        }
        #expect(name(list, nil) == ["www."])
        #expect(name("zone: example.com\n" + list, nil) == ["www.example.com."])
        #expect(name(list, other) == ["www.example.org."])
        let clash = ExpectationFile.read(
            Array(("zone: example.com\n" + list).utf8),
            file: "f.yaml",
            zone: other
        )
        #expect(clash.expectations.isEmpty)
        #expect(clash.problems.first?.message.contains("expected example.org.") == true)
        let stranger = ExpectationFile.read(Array("expects: []\n".utf8), file: "f.yaml")
        #expect(stranger.problems.first?.description.contains("the key \"expect\"") == true)
    }
}
