internal import DNSWire
internal import Geography
internal import Routing

/// Writes a zone as `aws route53 list-resource-record-sets` prints it: the same order, the same
/// members, the same white space.
package enum Route53JSONWriter {
    /// Throws if the zone has what Route 53 does not know.
    package static func text(of zone: HostedZone) throws(ZoneProblem) -> String {
        if let option = zone.options.first {
            throw ZoneProblem(
                .error,
                at: nil,
                "found \(option), expected none: Route 53's JSON says nothing of it"
            )
        }
        var members: [(key: SortKey, value: JSONTree)] = []
        for recordSet in zone.recordSets {
            members.append((SortKey(recordSet), try tree(of: recordSet)))
        }
        members.sort { $0.key < $1.key }
        return JSONTree.object([("ResourceRecordSets", .list(members.map(\.value)))]).text
    }

    /// Route 53's order: the labels of the name from the right, as text with the dot at the end, then
    /// the type, then the SetIdentifier, both as text.
    private struct SortKey: Comparable {
        let name: String
        let type: String
        let identifier: String

        init(_ recordSet: ResourceRecordSet) {
            name = Route53Text.reversedText(of: recordSet.name)
            type = "\(recordSet.type)"
            identifier = recordSet.setIdentifier ?? ""
        }

        static func < (one: SortKey, other: SortKey) -> Bool {
            (one.name, one.type, one.identifier) < (other.name, other.type, other.identifier)
        }
    }

    private static func tree(of recordSet: ResourceRecordSet) throws(ZoneProblem) -> JSONTree {
        guard Route53Value.types.values.contains(recordSet.type) else {
            throw ZoneProblem(
                .error,
                at: recordSet.source,
                """
                found the type \(recordSet.type) at \(recordSet.name), expected one of \
                \(Route53Value.types.keys.sorted().joined(separator: ", ")): Route 53 knows \
                no other
                """
            )
        }
        var members: [(key: String, value: JSONTree)] = [
            ("Name", .text(Route53Text.text(of: recordSet.name))),
            ("Type", .text("\(recordSet.type)")),
        ]
        if let identifier = recordSet.setIdentifier {
            members.append(("SetIdentifier", .text(identifier)))
        }
        let routing = member(of: recordSet.routing)
        // The policies that came last stand last.
        let isLate = recordSet.routing.kind == .ipBased || recordSet.routing.kind == .geoproximity
        if let routing, !isLate { members.append(routing) }
        members += try content(of: recordSet)
        if let healthCheck = recordSet.healthCheck {
            members.append(("HealthCheckId", .text(healthCheck)))
        }
        if let routing, isLate { members.append(routing) }
        return .object(members)
    }

    private static func content(
        of recordSet: ResourceRecordSet
    ) throws(ZoneProblem) -> [(key: String, value: JSONTree)] {
        switch recordSet.content {
        case .records(let records, let ttl):
            var values: [JSONTree] = []
            for record in records {
                let value = try value(record, of: recordSet)
                values.append(.object([("Value", .text(value))]))
            }
            return [("TTL", .number(Int(ttl.seconds))), ("ResourceRecords", .list(values))]
        case .alias(let target):
            var members: [(key: String, value: JSONTree)] = []
            if let hostedZoneID = target.hostedZoneID {
                members.append(("HostedZoneId", .text(hostedZoneID)))
            }
            members.append(("DNSName", .text(Route53Text.text(of: target.name))))
            members.append(("EvaluateTargetHealth", .flag(target.evaluatesHealth)))
            return [("AliasTarget", .object(members))]
        }
    }

    private static func value(
        _ record: RData,
        of recordSet: ResourceRecordSet
    ) throws(ZoneProblem) -> String {
        do throws(Route53Text.BadEscape) {
            return try Route53Value.text(of: record, recordSet.type)
        } catch {
            throw ZoneProblem(.error, at: recordSet.source, "found \(error), expected a value")
        }
    }

    private static func member(of routing: RoutingPolicy) -> (key: String, value: JSONTree)? {
        switch routing {
        case .simple: nil
        case .weighted(let weight): ("Weight", .number(weight))
        case .latency(let region): ("Region", .text(region.code))
        case .failover(let role): ("Failover", .text(role.rawValue))
        case .geolocation(let location): ("GeoLocation", .object(members(of: location)))
        case .multivalueAnswer: ("MultiValueAnswer", .flag(true))
        case .ipBased(let location):
            (
                "CidrRoutingConfig",
                .object([
                    ("CollectionId", .text(location.collection)),
                    ("LocationName", .text(location.name ?? "*")),
                ])
            )
        case .geoproximity(let location): ("GeoProximityLocation", .object(members(of: location)))
        }
    }

    private static func members(of location: LocationCode) -> [(key: String, value: JSONTree)] {
        switch location {
        case .subdivision(let subdivision):
            [
                ("CountryCode", .text(subdivision.country.code)),
                ("SubdivisionCode", .text(subdivision.code)),
            ]
        case .country(let country): [("CountryCode", .text(country.code))]
        case .continent(let continent): [("ContinentCode", .text(continent.rawValue))]
        case .default: [("CountryCode", .text("*"))]
        }
    }

    private static func members(
        of location: GeoproximityLocation
    ) -> [(key: String, value: JSONTree)] {
        var members: [(key: String, value: JSONTree)] = []
        switch location.place {
        case .region(let region): members.append(("AWSRegion", .text(region.code)))
        case .coordinate(let coordinate):
            let place: [(key: String, value: JSONTree)] = [
                ("Latitude", .text("\(coordinate.latitude)")),
                ("Longitude", .text("\(coordinate.longitude)")),
            ]
            members.append(("Coordinates", .object(place)))
        }
        if location.bias != .none { members.append(("Bias", .number(location.bias.percent))) }
        return members
    }
}
