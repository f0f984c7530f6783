import HostedZones
import Route53
import Testing

@Suite("Traffic policy instances")
struct TrafficPolicyInstanceTests {
    private let context = TestContext().context
    private let zone = ID<HostedZoneEntry>("Z1")

    /// A zone with a policy `web`, whose document this is.
    private struct World {
        var account = Account.withZone()
        var policyID = ""

        init(_ document: String, _ context: RequestContext) throws {
            for (type, value) in [
                ("NS", "ns1.example.com."), ("SOA", "ns1.example.com. a.example.com. 1 2 3 4 5"),
            ] {
                let recordSet = RecordSetElement(
                    name: "example.com.",
                    type: type,
                    ttl: 60,
                    records: [value]
                )
                account.put(.recordSet(recordSet, zone: ID("Z1")))
            }
            account.put(
                .healthCheck(
                    HealthCheckEntry(
                        id: ID("check"),
                        callerReference: "check",
                        config: HealthCheckConfigElement(type: "HTTP")
                    )
                )
            )
            account.put(
                .cidrCollection(
                    CIDRCollectionEntry(
                        id: ID("cidrs"),
                        name: "cidrs",
                        callerReference: "cidrs",
                        locations: ["office": ["198.51.100.0/24"]]
                    )
                )
            )
            let request = CreateTrafficPolicyRequest(name: "web", document: document)
            policyID = try account.createTrafficPolicy(request, context).trafficPolicy.id
            _ = account.takeEdits()
        }

        func request(
            name: String = "www.example.com",
            zone: String = "Z1",
            ttl: Int = 60,
            version: Int = 1
        ) -> CreateTrafficPolicyInstanceRequest {
            CreateTrafficPolicyInstanceRequest(
                hostedZoneID: zone,
                name: name,
                ttl: ttl,
                policyID: policyID,
                policyVersion: version
            )
        }

        /// What instances have put into the zone.
        var recordSets: [RecordSetElement] {
            let all = account.hostedZones[ID("Z1")]?.recordSets.all.map { $0 } ?? []
            return all.filter { $0.name != "example.com." }
        }

        /// The record sets of an instance, a line each, with `_1`, `_2` for the names of rules.
        func lines(_ instance: TrafficPolicyInstanceElement) -> [String] {
            let prefix = "_" + instance.id.filter { $0 != "-" } + "-"
            return recordSets.map { recordSet in
                line(recordSet).replacing(prefix, with: "_").replacing(
                    ".www.example.com.",
                    with: ""
                )
                .replacing("www.example.com.", with: "www")
            }.sorted()
        }

        private func line(_ recordSet: RecordSetElement) -> String {
            var words = [recordSet.name]
            if let identifier = recordSet.setIdentifier { words.append(identifier) }
            words += conditions(of: recordSet)
            if let check = recordSet.healthCheckID { words.append("check=\(check)") }
            if let alias = recordSet.aliasTarget {
                words.append("-> \(alias.dnsName)")
                if alias.evaluateTargetHealth { words.append("evaluated") }
            }
            words += recordSet.records ?? []
            return words.joined(separator: " ")
        }

        private func conditions(of recordSet: RecordSetElement) -> [String] {
            let location = recordSet.geoLocation
            let place = recordSet.geoProximityLocation
            let conditions: [String?] = [
                recordSet.weight.map { "weight=\($0)" }, recordSet.region, recordSet.failover,
                recordSet.multiValueAnswer.map { _ in "multivalue" },
                location?.continentCode.map { "continent=\($0)" },
                location?.countryCode.map { "country=\($0)" },
                location?.subdivisionCode.map { "subdivision=\($0)" },
                recordSet.cidrRoutingConfig.map { "\($0.collectionID)/\($0.locationName)" },
                place?.awsRegion, place?.localZoneGroup,
                place?.coordinates.map { "\($0.latitude),\($0.longitude)" },
                place?.bias.map { "bias=\($0)" },
            ]
            return conditions.compactMap { $0 }
        }
    }

    private static func document(
        _ rules: String,
        start: String = #""StartRule": "start""#,
        version: String = "2015-10-01"
    ) -> String {
        """
        {"AWSPolicyFormatVersion": "\(version)", "RecordType": "A", \(start),
         "Endpoints": {"one": {"Type": "value", "Value": "192.0.2.1"},
                       "two": {"Type": "value", "Value": "192.0.2.2"},
                       "cdn": {"Type": "cloudfront", "Value": "d1.cloudfront.net"},
                       "lb": {"Type": "elastic-load-balancer", "Value": "lb.example.net"},
                       "site": {"Type": "s3-website", "Region": "us-east-1", "Value": "bucket"}},
         "Rules": {\(rules)}}
        """
    }

    /// The rules of a document, and the record sets that they become.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let document: String
        let lines: [String]

        var testDescription: String { name }
    }

    private static let rows: [Row] = [
        Row(
            name: "an endpoint",
            document: document("", start: #""StartEndpoint": "one""#),
            lines: ["www 192.0.2.1"]
        ),
        Row(
            name: "an endpoint of AWS",
            document: document("", start: #""StartEndpoint": "site""#),
            lines: ["www -> s3-website-us-east-1.amazonaws.com. evaluated"]
        ),
        Row(
            name: "failover",
            document: document(
                """
                "start": {"RuleType": "failover",
                 "Primary": {"EndpointReference": "one", "HealthCheck": "check"},
                 "Secondary": {"EndpointReference": "cdn"}}
                """
            ),
            lines: [
                "www cdn-2 SECONDARY -> d1.cloudfront.net.",
                "www one-1 PRIMARY check=check 192.0.2.1",
            ]
        ),
        Row(
            name: "geo",
            document: document(
                """
                "start": {"RuleType": "geo", "Locations": [
                 {"EndpointReference": "one", "Country": "*", "IsDefault": "true"},
                 {"EndpointReference": "two", "Country": "US", "Subdivision": "CA"},
                 {"EndpointReference": "two", "Country": "FR", "IsDefault": false},
                 {"EndpointReference": "lb", "Continent": "AS"}]}
                """
            ),
            lines: [
                "www lb-4 continent=AS -> lb.example.net. evaluated",
                "www one-1 country=* 192.0.2.1", "www two-2 country=US subdivision=CA 192.0.2.2",
                "www two-3 country=FR 192.0.2.2",
            ]
        ),
        Row(
            name: "latency",
            document: document(
                """
                "start": {"RuleType": "latency", "Regions": [
                 {"EndpointReference": "one", "Region": "us-east-1"},
                 {"EndpointReference": "lb", "Region": "eu-west-1", "EvaluateTargetHealth": "false"}
                ]}
                """
            ),
            lines: ["www lb-2 eu-west-1 -> lb.example.net.", "www one-1 us-east-1 192.0.2.1"]
        ),
        Row(
            name: "geoproximity of 2015",
            document: document(
                """
                "start": {"RuleType": "geoproximity", "GeoproximityLocations": [
                 {"EndpointReference": "one", "Region": "aws:route53:us-west-1", "Bias": "-10"},
                 {"EndpointReference": "two", "Latitude": "51.50", "Longitude": "-0.16"}]}
                """
            ),
            lines: [
                "www one-1 us-west-1 bias=-10 192.0.2.1", "www two-2 51.50,-0.16 192.0.2.2",
            ]
        ),
        Row(
            name: "geoproximity of 2023",
            document: document(
                """
                "start": {"RuleType": "geoproximity", "GeoproximityLocations": [
                 {"EndpointReference": "one",
                  "Location": {"Type": "Region", "LocationName": "aws:route53:us-west-1"}},
                 {"EndpointReference": "two", "Bias": 5, "Location":
                  {"Type": "Coordinate", "Latitude": "51.50", "Longitude": "-0.16"}}]}
                """,
                version: "2023-05-09"
            ),
            lines: ["www one-1 us-west-1 192.0.2.1", "www two-2 51.50,-0.16 bias=5 192.0.2.2"]
        ),
        Row(
            name: "multivalue",
            document: document(
                """
                "start": {"RuleType": "multivalue", "Items": [
                 {"EndpointReference": "one"},
                 {"EndpointReference": "two", "HealthCheck": "check"}]}
                """
            ),
            lines: ["www one-1 multivalue 192.0.2.1", "www two-2 multivalue check=check 192.0.2.2"]
        ),
        Row(
            name: "weighted",
            document: document(
                """
                "start": {"RuleType": "weighted", "Items": [
                 {"EndpointReference": "one", "Weight": "3"},
                 {"EndpointReference": "one", "Weight": 0}]}
                """
            ),
            lines: ["www one-1 weight=3 192.0.2.1", "www one-2 weight=0 192.0.2.1"]
        ),
        Row(
            name: "cidr",
            document: document(
                """
                "start": {"RuleType": "cidr", "Locations": [
                 {"EndpointReference": "one", "CollectionId": "cidrs", "LocationName": "office"},
                 {"EndpointReference": "two", "CollectionId": "cidrs", "LocationName": "*"}]}
                """
            ),
            lines: ["www one-1 cidrs/office 192.0.2.1", "www two-2 cidrs/* 192.0.2.2"]
        ),
        Row(
            name: "rules below rules, one of them twice",
            document: document(nested),
            lines: [
                "_1 one-1 weight=1 192.0.2.1", "_1 two-2 weight=1 192.0.2.2",
                "_2 one-2 SECONDARY 192.0.2.1", "_2 spread-1 PRIMARY -> _1 evaluated",
                "www safe-2 country=* -> _2 evaluated", "www spread-1 country=CN -> _1 evaluated",
            ]
        ),
    ]

    private static let nested = """
        "start": {"RuleType": "geo", "Locations": [
         {"RuleReference": "spread", "Country": "CN"},
         {"RuleReference": "safe", "IsDefault": true}]},
        "safe": {"RuleType": "failover", "Primary": {"RuleReference": "spread"},
         "Secondary": {"EndpointReference": "one"}},
        "spread": {"RuleType": "weighted", "Items": [
         {"EndpointReference": "one", "Weight": 1}, {"EndpointReference": "two", "Weight": 1}]}
        """

    @Test("become record sets of their policy", arguments: rows)
    func recordSets(_ row: Row) throws {
        var world = try World(row.document, context)
        let made = try world.account.createTrafficPolicyInstance(world.request(), context).instance
        #expect(world.lines(made) == row.lines)
        let recordSets = world.recordSets
        #expect(recordSets.allSatisfy { $0.trafficPolicyInstanceID == made.id })
        #expect(recordSets.allSatisfy { ($0.ttl == nil) == ($0.aliasTarget != nil) })

        // All that was made goes with the instance.
        try world.account.deleteTrafficPolicyInstance(ID(made.id))
        #expect(world.recordSets.isEmpty)
        #expect(world.account.trafficPolicyInstances.count == 0)
    }

    @Test("are shown as applied, counted, and keep their policy from being deleted")
    func life() throws {
        var world = try World(Self.document(Self.nested), context)
        let made = try world.account.createTrafficPolicyInstance(world.request(), context).instance
        #expect(made.state == "Applied")
        #expect(made.name == "www.example.com.")
        #expect(made.policyType == "A")
        let id = ID<TrafficPolicyInstanceEntry>(made.id)
        #expect(try world.account.getTrafficPolicyInstance(id).instance == made)
        #expect(world.account.getTrafficPolicyInstanceCount().count == 1)
        let key = TrafficPolicyKey(id: ID(world.policyID), version: 1)
        #expect(
            refusal { () throws(AccountError) in try world.account.deleteTrafficPolicy(key) }?.code
                == .trafficPolicyInUse
        )
        try world.account.deleteTrafficPolicyInstance(id)
        try world.account.deleteTrafficPolicy(key)
        #expect(
            refusal { () throws(AccountError) in
                _ = try world.account.getTrafficPolicyInstance(id)
            }
                == AccountError(
                    .noSuchTrafficPolicyInstance,
                    "No traffic policy instance found with ID: \(id)"
                )
        )
    }

    @Test("swap their record sets for those of another version, or leave all as it was")
    func update() throws {
        var world = try World(Self.document(Self.nested), context)
        let made = try world.account.createTrafficPolicyInstance(world.request(), context).instance
        let id = ID<TrafficPolicyInstanceEntry>(made.id)
        let before = world.lines(made)
        _ = world.account.takeEdits()
        func version(_ document: String) throws -> Int {
            try world.account.createTrafficPolicyVersion(
                of: ID(world.policyID),
                CreateTrafficPolicyVersionRequest(document: document)
            ).trafficPolicy.version
        }
        func update(_ version: Int, ttl: Int = 60) throws(AccountError) {
            let request = UpdateTrafficPolicyInstanceRequest(
                ttl: ttl,
                policyID: world.policyID,
                policyVersion: version
            )
            _ = try world.account.updateTrafficPolicyInstance(id, request)
        }
        let plain = try version(Self.document("", start: #""StartEndpoint": "two""#))
        let wrongType = try version(
            """
            {"AWSPolicyFormatVersion": "2015-10-01", "RecordType": "AAAA", "StartEndpoint": "one",
             "Endpoints": {"one": {"Type": "value", "Value": "2001:db8::1"}}}
            """
        )
        #expect(
            refusal { () throws(AccountError) in try update(wrongType) }?.code == .conflictingTypes
        )
        #expect(world.lines(made) == before)
        try update(plain, ttl: 5)
        #expect(world.lines(made) == ["www 192.0.2.2"])
        #expect(try world.account.getTrafficPolicyInstance(id).instance.ttl == 5)
        try update(1)
        #expect(world.lines(made) == before)
    }

    @Test("leave what belongs to others alone, and clients leave theirs alone")
    func others() throws {
        var world = try World(Self.document(Self.nested), context)
        let other = RecordSetElement(
            name: "www.example.com.",
            type: "A",
            ttl: 60,
            records: ["192.0.2.9"]
        )
        try world.account.change(
            [RecordSetChange(action: .create, recordSet: other)],
            in: zone,
            by: .client
        )
        _ = world.account.takeEdits()
        let beside = refusal { () throws(AccountError) in
            _ = try world.account.createTrafficPolicyInstance(world.request(), context)
        }
        #expect(beside?.code == .invalidInput)
        #expect(world.account.takeEdits().isEmpty)

        let request = world.request(name: "w2.example.com")
        _ = try world.account.createTrafficPolicyInstance(request, context)
        let own = try #require(world.recordSets.first { $0.trafficPolicyInstanceID != nil })
        for action in [RecordSetAction.delete, .upsert] {
            let refused = refusal { () throws(AccountError) in
                try world.account.change(
                    [RecordSetChange(action: action, recordSet: own)],
                    in: zone,
                    by: .client
                )
            }
            #expect(refused?.code == .invalidChangeBatch)
        }
    }

    @Test("that no zone could hold are refused when their policy is made")
    func policies() {
        for (place, words) in [
            (#""Country": "ZZ""#, "Cannot find location: 'country = ZZ'"),
            (#""Continent": "EU", "Country": "FR""#, "ContinentCode"),
        ] {
            let document = Self.document(
                """
                "start": {"RuleType": "geo", "Locations": [{"EndpointReference": "one", \(place)}]}
                """
            )
            let refused = refusal { () throws(AccountError) in
                var account = Account()
                let request = CreateTrafficPolicyRequest(name: "web", document: document)
                _ = try account.createTrafficPolicy(request, context)
            }
            #expect(refused?.code == .invalidTrafficPolicyDocument)
            #expect(refused?.message.contains(words) == true, "\(refused?.message ?? "")")
        }
    }

    @Test(
        "of which only one can be for a name and a type are refused with what stands against them"
    )
    func refused() throws {
        var world = try World(Self.document(Self.nested), context)
        func code(_ request: CreateTrafficPolicyInstanceRequest) -> AccountError.Code? {
            refusal { () throws(AccountError) in
                _ = try world.account.createTrafficPolicyInstance(request, context)
            }?.code
        }
        #expect(code(world.request(zone: "Z9")) == .noSuchHostedZone)
        #expect(code(world.request(version: 9)) == .noSuchTrafficPolicy)
        #expect(code(world.request(ttl: -1)) == .invalidInput)
        #expect(code(world.request()) == nil)
        #expect(
            code(world.request(name: "WWW.example.com.")) == .trafficPolicyInstanceAlreadyExists
        )
        for number in 2...5 { #expect(code(world.request(name: "w\(number).example.com")) == nil) }
        #expect(code(world.request(name: "w6.example.com")) == .tooManyTrafficPolicyInstances)
    }

    @Test("are listed in pages that visit each once: all, those of a zone, those of a policy")
    func paging() throws {
        var world = try World(Self.document(Self.nested), context)
        for number in 1...5 {
            let request = world.request(name: "w\(number).example.com")
            _ = try world.account.createTrafficPolicyInstance(request, context)
        }
        let key = TrafficPolicyKey(id: ID(world.policyID), version: 1)
        for scope in [
            TrafficPolicyInstanceQuery.Scope.account, .hostedZone(zone), .trafficPolicy(key),
        ] {
            var seen: [String] = []
            var marker: TrafficPolicyInstanceMarker? = TrafficPolicyInstanceMarker()
            while let start = marker {
                let page = try world.account.listTrafficPolicyInstances(
                    TrafficPolicyInstanceQuery(of: scope, marker: start),
                    maxItems: "2"
                )
                seen += page.instances.items.map(\.name)
                marker =
                    page.isTruncated
                    ? TrafficPolicyInstanceMarker(
                        hostedZone: page.hostedZoneIDMarker,
                        name: page.nameMarker,
                        type: page.typeMarker
                    ) : nil
            }
            #expect(seen == (1...5).map { "w\($0).example.com." })
        }
        #expect(
            refusal { () throws(AccountError) in
                _ = try world.account.listTrafficPolicyInstances(
                    TrafficPolicyInstanceQuery(
                        of: .trafficPolicy(TrafficPolicyKey(id: ID("x"), version: 1)),
                        marker: TrafficPolicyInstanceMarker()
                    ),
                    maxItems: nil
                )
            }?.code == .noSuchTrafficPolicy
        )
    }
}
