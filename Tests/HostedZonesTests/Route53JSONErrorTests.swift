import DNSWire
import HostedZones
import Testing

@Suite("Mistakes in Route 53's JSON")
struct Route53JSONErrorTests {
    private func errors(_ text: String) throws -> [String] {
        let zone = try DomainName(presentation: "a")
        let reading = Route53JSONReader.read(Array(text.utf8), file: "z.json", zone: zone)
        let found = reading.zone.map { ZoneChecks.problems(of: $0) } ?? []
        return (reading.problems + found).filter { $0.severity == .error }
            .map { $0.description.replacing("z.json:", with: "", maxReplacements: 1) }
    }

    static let ofDocuments: [(String, String)] = [
        ("{}", "1:1: error: found a mapping, expected either ResourceRecordSets or Changes"),
        (
            #"{"ResourceRecordSets": [], "Changes": []}"#,
            "1:1: error: found a mapping, expected either ResourceRecordSets or Changes"
        ),
        ("[]", "1:1: error: found a list, expected a listing of record sets, or a change batch"),
        (
            #"{"ResourceRecordSets": [], "IsTruncated": true}"#,
            "1:43: error: found one page of several, expected the whole listing: the CLI joins the pages unless --no-paginate is given"
        ),
        (
            #"{"Changes": [{"Action": "PUT", "ResourceRecordSet": {}}]}"#,
            #"1:25: error: found "PUT", expected one of CREATE, DELETE, UPSERT"#
        ),
    ]

    @Test("of the document", arguments: ofDocuments)
    func documents(_ text: String, _ message: String) throws {
        #expect(try errors(text) == [message])
    }

    static let request = "in Change with [Action=CREATE, Name=x.a, Type=A, SetIdentifier="
    static let policies =
        "Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig]"
    static let contents =
        "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]"

    /// What stands behind name and type, at column 25; `V` stands for a TTL and a value.
    static let ofRecordSets: [(String, String)] = [
        (
            #""SetIdentifier": "s", V"#,
            "2:1: error: Invalid request: \(policies), but found none \(request)s]"
        ),
        (
            #""SetIdentifier": "s", "Weight": 1, "Region": "eu-west-1", V"#,
            "2:1: error: Invalid request: \(policies), but found more than one \(request)s]"
        ),
        (
            #""Weight": 1, V"#,
            "2:1: error: Invalid request: Missing field 'SetIdentifier' \(request)null]"
        ),
        (#""TTL": 1"#, "2:1: error: Invalid request: \(contents), but found none \(request)null]"),
        (
            #""AliasTarget": {"DNSName": "b", "EvaluateTargetHealth": true}, V"#,
            "2:1: error: Invalid request: \(contents), but found more than one \(request)null]"
        ),
        (
            #""SetIdentifier": "s", "Weight": 256, V"#,
            #"2:58: error: found "256", expected a whole number from 0 to 255"#
        ),
        (
            #""SetIdentifier": "s", "Weight": "1", V"#,
            #"2:58: error: found "1", expected a number without quotes"#
        ),
        (
            #""SetIdentifier": "s", "GeoLocation": {"CountryCode": "BV"}, V"#,
            "2:63: error: Cannot find location: 'country = BV'. No changes made."
        ),
        (
            #""SetIdentifier": "s", "GeoLocation": {"CountryCode": "CA", "SubdivisionCode": "ON"}, V"#,
            "2:63: error: Cannot find location: 'country = CA subdivision = ON'. No changes made."
        ),
        (
            #""SetIdentifier": "s", "GeoLocation": {"ContinentCode": "XX"}, V"#,
            "2:63: error: Cannot find location: 'continent = XX'. No changes made."
        ),
        (
            #""SetIdentifier": "s", "GeoLocation": {"CountryCode": "default"}, V"#,
            "2:63: error: Cannot find location: 'country = default'. No changes made."
        ),
        (
            #""SetIdentifier": "s", "GeoLocation": {"CountryCode": "CN", "ContinentCode": "AS"}, V"#,
            "2:63: error: found a mapping, expected a ContinentCode, or a CountryCode with or without a SubdivisionCode"
        ),
        (
            #""SetIdentifier": "s", "Failover": "TERTIARY", V"#,
            #"2:60: error: found "TERTIARY", expected PRIMARY or SECONDARY"#
        ),
        (
            #""SetIdentifier": "s", "Failover": "PRIMARY", V"#,
            "2:1: error: A non-alias primary ResourceRecordSet must have an associated health check."
        ),
        (
            #""SetIdentifier": "s", "Region": "mars-1", V"#,
            #"2:58: error: found "mars-1", expected a Region of AWS, such as eu-west-1"#
        ),
        (
            #""SetIdentifier": "s", "GeoProximityLocation": {"LocalZoneGroup": "us-west-2-den-1"}, V"#,
            #"2:91: error: found the LocalZoneGroup "us-west-2-den-1", whose place is not known here, expected AWSRegion or Coordinates"#
        ),
        (
            #""SetIdentifier": "s", "GeoProximityLocation": {"AWSRegion": "mars-1"}, V"#,
            "2:86: error: Cannot find GeoProximityLocation with AWSRegion mars-1."
        ),
        (
            #""SetIdentifier": "s", "GeoProximityLocation": {"Bias": 100}, V"#,
            #"2:81: error: found "100", expected a whole number from -99 to 99"#
        ),
        (
            #""SetIdentifier": "s", "GeoProximityLocation": {"Bias": 1}, V"#,
            "2:1: error: Invalid request: Expected exactly one of [AWSRegion, LocalZoneGroup, or at least one of [Coordinates, or all of [Latitude, and Longitude]]], but found none \(request)s]"
        ),
        (
            #""SetIdentifier": "s", "GeoProximityLocation": {"Coordinates": {"Latitude": "91", "Longitude": "0"}}, V"#,
            "2:88: error: found 91, 0, expected a Latitude of -90 to 90 and a Longitude of -180 to 180, as strings"
        ),
        (
            #""SetIdentifier": "s", "CidrRoutingConfig": {"CollectionId": "c", "LocationName": "a/b"}, V"#,
            #"2:107: error: found "a/b", expected 1 to 16 letters, digits, hyphens and underscores, or *"#
        ),
        (
            #""TTL": 1, "ResourceRecords": []"#,
            "2:55: error: found a list, expected at least one resource record"
        ),
        (
            #""TTL": 1, "ResourceRecords": [{"Value": "192.0.2"}]"#,
            "2:67: error: found '192.0.2', expected an IPv4 address such as 192.0.2.1"
        ),
        (
            #""TTL": 1, "ResourceRecords": [{"Value": "192.0.2.1"}, {"Value": "192.0.2.1"}]"#,
            "2:90: error: Duplicate Resource Record: '192.0.2.1'"
        ),
        (
            #""TTL": 2147483648, "ResourceRecords": []"#,
            #"2:33: error: found "2147483648", expected a whole number from 0 to 2147483647"#
        ),
        (
            #""Weights": 1, V"#,
            #"2:26: error: found the unknown key "Weights", expected one of Name, Type, SetIdentifier, Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, CidrRoutingConfig, TTL, ResourceRecords, AliasTarget, TrafficPolicyInstanceId, HealthCheckId (did you mean "Weight"?)"#
        ),
        (
            #""HealthCheckId": "h", V"#,
            "2:1: error: DNS name must have alternate ResourceRecordSet responses configured via a routing policy (e.g., Weight, Region, etc.) if a health check is attached."
        ),
        (
            #""AliasTarget": {"DNSName": "x.a", "EvaluateTargetHealth": true}"#,
            "2:1: error: found an alias from x.a. A to x.a., expected a target that does not lead back to it"
        ),
    ]

    @Test("of record sets", arguments: ofRecordSets)
    func recordSets(_ members: String, _ message: String) throws {
        let value = #""TTL": 1, "ResourceRecords": [{"Value": "192.0.2.1"}]"#
        let all = members.replacing(", V", with: ", \(value)")
        let text = """
            {"ResourceRecordSets": [
            {"Name":"x.a","Type":"A",\(all)}]}
            """
        #expect(try errors(text) == [message])
    }

    static let ofValues: [(String, String, String)] = [
        ("LOC", "x", #"2:22: error: found "LOC", expected one of A, AAAA, CAA, CNAME, DS, HTTPS,"#),
        (
            "TXT", "no quotes",
            "2:68: error: Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with 'no quotes''"
        ),
        ("TXT", #"\"\\400\""#, #"2:68: error: found '\400', which is no octet in octal"#),
        ("TXT", #"\"\\09\""#, #"2:68: error: found '\09"', which is no octet in octal"#),
        ("CNAME", "@", #"2:70: error: found "@", expected a name in full"#),
    ]

    @Test("of types and values", arguments: ofValues)
    func values(_ type: String, _ value: String, _ message: String) throws {
        let text = """
            {"ResourceRecordSets": [
            {"Name":"x.a","Type":"\(type)","TTL": 1, "ResourceRecords": [{"Value": "\(value)"}]}]}
            """
        let found = try errors(text)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(message) == true, "\(found)")
    }

    @Test("changes that Route 53 refuses are refused in its words")
    func changes() throws {
        func change(_ action: String, _ more: String, _ value: String = "192.0.2.1") -> String {
            """
            {"Action":"\(action)","ResourceRecordSet":{"Name":"*.a","Type":"A",\(more)"TTL":1,\
            "ResourceRecords":[{"Value":"\(value)"}]}}
            """
        }
        let identifier = #""SetIdentifier":"s","Weight":1,"#
        let changes = [
            change("CREATE", ""), change("CREATE", ""), change("DELETE", identifier),
            change("DELETE", "", "192.0.2.2"),
        ]
        let text = "{\"Changes\": [\n" + changes.joined(separator: ",\n") + "]}"
        let tried = #"resource record set [name='\052.a.', type='A'"#
        #expect(
            try errors(text) == [
                "3:40: error: Tried to create \(tried)] but it already exists",
                "4:40: error: Tried to delete \(tried), set-identifier='s'] but it was not found",
                """
                5:40: error: Tried to delete \(tried)] but the values provided do not match the \
                current values
                """,
            ]
        )
    }
}
