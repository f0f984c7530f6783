import Addressing
import DNSWire
import HostedZones
import Routing
import Testing

@Suite("Checks of what zones refer to")
struct ReferenceCheckTests {
    private let references: ZoneReferences

    init() throws {
        var offices = CIDRCollection()
        try offices.add(try #require(IPPrefix("192.0.2.0/24")), to: "berlin")
        references = ZoneReferences(
            aliasTargets: [
                try DomainName(presentation: "xyz.cloudfront.net"): [.ipv4(0xc000_0201)]
            ],
            cidrCollections: ["offices": offices],
            healthChecks: ["web": .observable, "alarm": .unobservable]
        )
    }

    private func problems(_ record: String, _ references: ZoneReferences?) throws -> [String] {
        let text = "zone: a\nrecords:\n  '@': {NS: ns.example}\n  x: \(record)\n"
        let reading = ZoneYAMLReader.read(Array(text.utf8), file: "z.yaml")
        #expect(reading.problems.isEmpty)
        return ZoneChecks.problems(of: try #require(reading.zone), references: references)
            .map { $0.description.replacing("z.yaml:", with: "", maxReplacements: 1) }
    }

    @Test(
        "what is there is found",
        arguments: [
            "{A: {failover: {primary: {health: web, value: 192.0.2.1}}}}",
            "{A: {cidr: {offices/berlin: 192.0.2.1, offices/*: 192.0.2.2}}}",
            "{A: {alias: XYZ.cloudfront.net}}",
        ]
    )
    func good(_ record: String) throws {
        #expect(try problems(record, references) == [])
    }

    static let bad: [(String, String)] = [
        (
            "{A: {failover: {primary: {health: wob, value: 192.0.2.1}}}}",
            "4:22: error: found the health check 'wob', which does not exist, expected one of the health_checks of the configuration"
        ),
        (
            "{A: {failover: {primary: {health: alarm, value: 192.0.2.1}}}}",
            "4:22: warning: found the health check 'alarm', of which only AWS could know the state, expected one that is observed here: it stays as it is, unless it is forced"
        ),
        (
            "{A: {cidr: {homes/*: 192.0.2.1}}}",
            "4:18: error: found the CIDR collection 'homes', which does not exist, expected one of the cidr_collections of the configuration"
        ),
        (
            "{A: {cidr: {offices/tokyo: 192.0.2.1}}}",
            "4:18: error: found the location 'tokyo' of the CIDR collection 'offices', which does not exist, expected one of berlin, or * for everyone else"
        ),
        (
            "{A: {alias: abc.cloudfront.net}}",
            "4:7: warning: found an alias to abc.cloudfront.net., which is outside of the zone, expected one of the alias_targets of the configuration: it is answered without records"
        ),
    ]

    @Test("what is not there is reported; what is not known is not looked for", arguments: bad)
    func missing(_ record: String, _ message: String) throws {
        #expect(try problems(record, references) == [message])
        #expect(try problems(record, nil) == [])
    }
}
