import HostedZones
import Testing

/// What Route 53 asks of the record sets of one name and type, in its words.
@Suite("Rules of routing groups")
struct RoutingGroupTests {
    private func errors(_ records: String) throws -> [String] {
        let text = "zone: a\nrecords:\n\(records)\n"
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
        #expect(reading.problems.isEmpty)
        return ZoneChecks.problems(of: try #require(reading.zone))
            .filter { $0.severity == .error }
            .map { $0.description.replacing("z.yaml:", with: "", maxReplacements: 1) }
    }

    static let good: [String] = [
        "  x: {A: {failover: {primary: {health: h, value: 192.0.2.1}}}}",
        "  x: {A: {failover: {secondary: 192.0.2.1}}}",
        "  x: {A: {failover: {primary: {alias: {name: y.a, health: on}}}}}\n  y: {A: 192.0.2.1}",
        "  x: {A: {failover: {primary: {health: h, alias: y.a}}}}\n  y: {A: 192.0.2.1}",
        "  x: {A: {cidr: {c/l: 192.0.2.1, c/*: 192.0.2.2}}}",
        "  x: {A: {geo: {CN: {ttl: 1, value: 192.0.2.1}, US: {ttl: 2, value: 192.0.2.2}}}}",
        "  x: {A: {weighted: {a: {weight: 1, value: 192.0.2.1}, b: {weight: 1, alias: y.a}}}}\n"
            + "  y: {A: 192.0.2.1}",
        "  x: {A: {geo: {CN: 192.0.2.1}}, AAAA: {latency: {eu-west-1: '2001:db8::1'}}}",
        "  '*': {A: {geo: {CN: 192.0.2.1}}}",
        "  x: {A: {multivalue: {a: {ttl: 1, value: 192.0.2.1}, b: {ttl: 2, value: 192.0.2.2}}}}",
        "  x: {A: {geo: {CN: 192.0.2.1, continent-AS: 192.0.2.2, default: 192.0.2.3}}}",
    ]

    @Test("groups that Route 53 accepts pass", arguments: good)
    func accepted(_ records: String) throws {
        #expect(try errors(records) == [])
    }

    static let bad: [(String, String)] = [
        (
            "  x: {A: {weighted: {a: {weight: 1, value: 192.0.2.1}}}}\n"
                + "  X: {A: {latency: {eu-west-1: 192.0.2.1}}}",
            "4:21: error: RRSet with DNS name X.a., type A, SetIdentifier eu-west-1, and Region Name=eu-west-1 cannot be created because a non-latency RRSet with the same name and type already exists."
        ),
        (
            "  x: {A: {latency: {eu-west-1: 192.0.2.1}}}\n"
                + "  X: {A: {weighted: {a: {weight: 1, value: 192.0.2.1}}}}",
            "4:22: error: RRSet with DNS name X.a., type A, SetIdentifier a cannot be created as a non-weighted set exists with the same name and type."
        ),
        (
            "  x: {A: {latency: {eu-west-1: 192.0.2.1}}}\n"
                + "  X: {A: {multivalue: {a: 192.0.2.1}}}",
            "4:24: error: RRSet with DNS name X.a., type A, SetIdentifier a cannot be created because a non multivalue answer rrset exists with the same name and type."
        ),
        (
            "  x: {A: {latency: {eu-west-1: 192.0.2.1}}}\n  X: {A: {geo: {US-CA: 192.0.2.1}}}",
            "4:17: error: RRSet with DNS name X.a., type A, SetIdentifier US-CA, and routing to [country = (US, United States), subdivision = (CA)} cannot be created because a non-GEO RRSet with the same name and type already exists."
        ),
        (
            "  x: {A: {latency: {eu-west-1: 192.0.2.1}}}\n"
                + "  X: {A: {latency: {eu-west-1: {id: b, value: 192.0.2.1}}}}",
            "4:21: error: RRSet with DNS name X.a., type A, SetIdentifier b, and Region Name=eu-west-1 cannot be created because a latency RRSet with the same name, type and region already exists."
        ),
        (
            "  x: {A: {geo: {continent-AS: 192.0.2.1}}}\n"
                + "  X: {A: {geo: {continent-AS: {id: b, value: 192.0.2.1}}}}",
            "4:17: error: RRSet with DNS name X.a., type A, SetIdentifier b, and routing to [continent = (AS, Asia)} cannot be created because a GEO RRSet with the same name, type and routing to [continent = (AS, Asia)} already exists."
        ),
        (
            "  x: {A: {weighted: {a: {weight: 1, value: 192.0.2.1}, b: {weight: 2, ttl: 9, value: 192.0.2.2}}}}",
            "3:56: error: RRSet with DNS name x.a., type A, SetIdentifier b cannot be created as weighted sets must contain the same TTL."
        ),
        (
            "  x: {A: {cidr: {c/l: 192.0.2.1, d/*: 192.0.2.2}}}",
            "3:34: error: RRSet with DNS name x.a., type A, SetIdentifier d/* cannot be created because a CIDR RRSets with a different collection id (c) already exist."
        ),
        (
            "  x: {A: {failover: {primary: 192.0.2.1}}}",
            "3:22: error: A non-alias primary ResourceRecordSet must have an associated health check."
        ),
        (
            "  x: {A: {failover: {primary: {alias: y.a}}}}\n  y: {A: 192.0.2.1}",
            "3:22: error: RRSet with DNS name x.a., type A, SetIdentifier primary cannot be a primary without EvaluateTargetHealth set to true or an associated health check as a secondary would never be returned."
        ),
        (
            "  x: {A: {multivalue: {a: {alias: y.a}}}}\n  y: {A: 192.0.2.1}",
            "3:24: error: Multivalue answer rrset should not be an alias rrset."
        ),
        (
            "  x: {CNAME: {multivalue: {a: y.a}}}",
            "3:28: error: RRSet with DNS name x.a., type CNAME, SetIdentifier a cannot be created because this type of RRSet is not supported."
        ),
        (
            "  x: {DS: {weighted: {a: {weight: 1, value: 1 13 200 00}}}}",
            "3:23: error: RRSet with DNS name x.a., type DS, SetIdentifier a cannot be created because this type of RRSet is not supported."
        ),
        (
            "  x: {NS: {alias: y.a}}\n  y: {NS: ns.example}",
            "3:7: error: RRSet with DNS name x.a., type NS contains an alias target, but aliases of that type are forbidden"
        ),
        (
            "  x: {A: {geoproximity: {eu-west-1: 192.0.2.1, \"53.3,-6.3\": {bias: 1, value: 192.0.2.1}}}}",
            "3:48: error: RRSet with DNS name x.a., type A, SetIdentifier 53.3,-6.3 cannot be created because a geoproximity RRSet with the same name, type and location already exists."
        ),
    ]

    @Test("groups that Route 53 refuses are refused in its words, with their place", arguments: bad)
    func refused(_ records: String, _ message: String) throws {
        #expect(try errors(records) == [message])
    }

    @Test(
        "there is a limit to the record sets of a name and type",
        arguments: [
            ("weighted", 100, "weighted"), ("multivalue", 100, "multivalue answer"),
            ("geoproximity", 30, "geoproximity"),
        ]
    )
    func limits(_ policy: String, _ limit: Int, _ word: String) throws {
        func group(of count: Int) -> String {
            let alternatives = (0..<count).map { number in
                switch policy {
                case "weighted": "s\(number): {weight: 1, value: 192.0.2.1}"
                case "geoproximity": "\"\(number),1\": 192.0.2.1"
                default: "s\(number): 192.0.2.1"
                }
            }
            return "  x: {A: {\(policy): {\(alternatives.joined(separator: ", "))}}}"
        }
        #expect(try errors(group(of: limit)) == [])
        let message = "Exceeded limit on number of \(word) RRSets for x.a., type A in this zone."
        let found = try errors(group(of: limit + 1))
        #expect(found.map { $0.hasSuffix("error: \(message)") } == [true])
    }

    @Test("a health check beside simple routing is refused, which other formats can say")
    func simpleWithHealthCheck() throws {
        let text = "zone: a\nrecords: {x: {A: 192.0.2.1}}"
        let zone = try #require(ZoneYAMLReader.read(Array(text.utf8), file: "z").zone)
        var recordSets = Array(zone.recordSets)
        recordSets[recordSets.count - 1].healthCheck = "h"
        let changed = try HostedZone(name: zone.name, recordSets: recordSets)
        #expect(
            ZoneChecks.problems(of: changed).filter { $0.severity == .error }.map(\.message) == [
                """
                DNS name must have alternate ResourceRecordSet responses configured via a routing \
                policy (e.g., Weight, Region, etc.) if a health check is attached.
                """
            ]
        )
    }
}
