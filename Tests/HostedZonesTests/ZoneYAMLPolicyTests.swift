import HostedZones
import Testing

@Suite("Routing policies in YAML zones")
struct ZoneYAMLPolicyTests {
    private func recordSets(_ text: String) throws -> [ResourceRecordSet] {
        let text = "zone: example.com\nrecords:\n  x:\n    \(text)\n"
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
        #expect(reading.problems.isEmpty)
        return Array(try #require(reading.zone).routed)
    }

    static let shortForms: [(String, [String])] = [
        (
            "A: {weighted: {blue: {weight: 70, value: 192.0.2.1}, green: {weight: 30, value: 192.0.2.2}}}",
            ["300 A 192.0.2.1 [weight 70 blue]", "300 A 192.0.2.2 [weight 30 green]"]
        ),
        (
            "A: {latency: {eu-west-1: 192.0.2.1, ap-northeast-1: 192.0.2.2}}",
            [
                "300 A 192.0.2.1 [eu-west-1 eu-west-1]",
                "300 A 192.0.2.2 [ap-northeast-1 ap-northeast-1]",
            ]
        ),
        (
            "A: {failover: {primary: {health: web, value: 192.0.2.1}, secondary: 192.0.2.2}}",
            [
                "300 A 192.0.2.1 [PRIMARY primary health=web]",
                "300 A 192.0.2.2 [SECONDARY secondary]",
            ]
        ),
        (
            "A: {ttl: 60, multivalue: {a: 192.0.2.1, b: {health: web, value: 192.0.2.2}}}",
            ["60 A 192.0.2.1 [multivalue a]", "60 A 192.0.2.2 [multivalue b health=web]"]
        ),
        (
            "A: {cidr: {offices/berlin: 192.0.2.1, offices/*: 192.0.2.2}}",
            [
                "300 A 192.0.2.1 [offices/berlin offices/berlin]",
                "300 A 192.0.2.2 [offices/* offices/*]",
            ]
        ),
        (
            "A: {geoproximity: {us-east-1: 192.0.2.1, \"52.5,13.4\": {bias: 20, value: 192.0.2.2}}}",
            [
                "300 A 192.0.2.1 [near us-east-1 us-east-1]",
                "300 A 192.0.2.2 [near (52.5, 13.4) bias 20 52.5,13.4]",
            ]
        ),
        (
            "A: {geoproximity: {\"-33.87, 151.21\": {bias: -99, value: 192.0.2.2}}}",
            ["300 A 192.0.2.2 [near (-33.87, 151.21) bias -99 -33.87, 151.21]"]
        ),
    ]

    @Test("each policy has a form as short as that of geolocation", arguments: shortForms)
    func short(_ text: String, _ expected: [String]) throws {
        #expect(try lines(of: recordSets(text)) == expected.map { "x.example.com. \($0)" })
    }

    @Test(
        "every alternative can be given in full: id, ttl, health, values",
        arguments: [
            ("geo", "CN", "", "CN"), ("weighted", "k", "weight: 0, ", "weight 0"),
            ("latency", "eu-west-1", "", "eu-west-1"), ("failover", "secondary", "", "SECONDARY"),
            ("multivalue", "k", "", "multivalue"), ("cidr", "c/*", "", "c/*"),
            ("geoproximity", "eu-west-1", "bias: 99, ", "near eu-west-1 bias 99"),
        ]
    )
    func long(_ policy: String, _ key: String, _ own: String, _ part: String) throws {
        let form = "{\(own)id: me, ttl: 7, health: web, values: [192.0.2.1, 192.0.2.2]}"
        let suffix = "[\(part) me health=web]"
        #expect(
            try lines(of: recordSets("A: {ttl: 9, \(policy): {\(key): \(form)}}")) == [
                "x.example.com. 7 A 192.0.2.1 \(suffix)", "x.example.com. 7 A 192.0.2.2 \(suffix)",
            ]
        )
    }

    static let aliases: [(String, String)] = [
        ("A: {alias: y.example.com}", "x.example.com. A alias y.example.com."),
        ("A: {alias: xyz.cloudfront.net.}", "x.example.com. A alias xyz.cloudfront.net."),
        (
            "A: {alias: {name: y.example.com, health: on}}",
            "x.example.com. A alias y.example.com. evaluated"
        ),
        (
            "A: {alias: {name: y.example.com, health: off}}",
            "x.example.com. A alias y.example.com."
        ),
        (
            "A: {ttl: 60, geo: {CN: {alias: y.example.com}}}",
            "x.example.com. A alias y.example.com. [CN CN]"
        ),
        (
            "A: {failover: {primary: {id: p, health: web, alias: {name: y.example.com, health: on}}}}",
            "x.example.com. A alias y.example.com. evaluated [PRIMARY p health=web]"
        ),
        (
            "CNAME: {weighted: {a: {weight: 255, alias: y.example.com}}}",
            "x.example.com. CNAME alias y.example.com. [weight 255 a]"
        ),
    ]

    @Test("an alias stands wherever a value can", arguments: aliases)
    func alias(_ text: String, _ expected: String) throws {
        #expect(try lines(of: recordSets(text)) == [expected])
    }

    static let mistakes: [(String, String)] = [
        (
            "A: {weighted: {a: 192.0.2.1}}",
            "4:20: error: found \"a\" without a weight, expected {weight: 0 to 255, value: …}"
        ),
        (
            "A: {weighted: {a: {value: 192.0.2.1}}}",
            "4:20: error: found \"a\" without a weight, expected {weight: 0 to 255, value: …}"
        ),
        (
            "A: {weighted: {a: {weight: 256, value: 192.0.2.1}}}",
            "4:32: error: found \"256\", expected a whole number from 0 to 255"
        ),
        (
            "A: {weighted: {a: {weight: -1, value: 192.0.2.1}}}",
            "4:32: error: found \"-1\", expected a whole number from 0 to 255"
        ),
        (
            "A: {latency: {eu-west-9: 192.0.2.1}}",
            "4:19: error: found \"eu-west-9\", expected a Region of AWS, such as eu-west-1"
        ),
        (
            "A: {failover: {tertiary: 192.0.2.1}}",
            "4:20: error: found \"tertiary\", expected primary or secondary"
        ),
        (
            "A: {cidr: {berlin: 192.0.2.1}}",
            "4:16: error: found \"berlin\", expected COLLECTION/LOCATION, or COLLECTION/* for everyone else"
        ),
        (
            "A: {cidr: {a/b/c: 192.0.2.1}}",
            "4:16: error: found \"a/b/c\", expected COLLECTION/LOCATION, or COLLECTION/* for everyone else"
        ),
        (
            "A: {geoproximity: {\"91,0\": 192.0.2.1}}",
            "4:24: error: found \"91,0\", expected a Region of AWS (eu-west-1), or latitude and longitude (\"52.5,13.4\")"
        ),
        (
            "A: {geoproximity: {\"1,,2\": 192.0.2.1}}",
            "4:24: error: found \"1,,2\", expected a Region of AWS (eu-west-1), or latitude and longitude (\"52.5,13.4\")"
        ),
        (
            "A: {geoproximity: {\"nan,1\": 192.0.2.1}}",
            "4:24: error: found \"nan,1\", expected a Region of AWS (eu-west-1), or latitude and longitude (\"52.5,13.4\")"
        ),
        (
            "A: {geoproximity: {eu-west-1: {bias: 100, value: 192.0.2.1}}}",
            "4:42: error: found \"100\", expected a whole number from -99 to 99"
        ),
        (
            "A: {latency: {eu-west-1: {weight: 1, value: 192.0.2.1}}}",
            "4:31: error: found the unknown key \"weight\", expected one of id, health, ttl, value, values, alias"
        ),
        (
            "A: {latency: {eu-west-1: {value: 192.0.2.1, alias: y.a}}}",
            "4:30: error: found a mapping, expected one of value, values and alias"
        ),
        (
            "A: {latency: {eu-west-1: {ttl: 60, alias: y.a}}}",
            "4:30: error: found a ttl beside an alias, expected no ttl: an alias has that of its target"
        ),
        (
            "A: {ttl: 60, alias: y.a}",
            "4:8: error: found a ttl beside an alias, expected no ttl: an alias has that of its target"
        ),
        (
            "A: {alias: a..b}",
            "4:16: error: found two dots in a row, or a dot in front, expected the name that the alias leads to"
        ),
        (
            "A: {alias: {health: on}}",
            "4:16: error: found a mapping without \"name\", expected the key \"name\""
        ),
        (
            "A: {alias: {name: y.a, health: web}}",
            "4:36: error: found \"web\", expected on or off"
        ),
        (
            "A: {geo: {CN: 192.0.2.1}, weighted: {a: {weight: 1, value: 192.0.2.1}}}",
            "4:8: error: found a mapping, expected one of value, values, alias, \(ZoneYAMLErrorTests.policies)"
        ),
    ]

    @Test("mistakes are reported where they stand", arguments: mistakes)
    func mistaken(_ text: String, _ message: String) {
        let text = "zone: a\nrecords:\n  x:\n    \(text)\n"
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
        #expect(reading.zone == nil)
        #expect(reading.problems.map(\.description) == ["z.yaml:\(message)"])
    }
}
