internal import Addressing
internal import DNSWire
internal import OperatorFiles

/// What a zone file held.
package struct ZoneReading: Sendable {
    /// Nil if one of the problems is an error.
    package let zone: HostedZone?
    package let problems: [ZoneProblem]

    init(_ zone: HostedZone, _ problems: [ZoneProblem]) {
        self.zone = problems.contains { $0.severity == .error } ? nil : zone
        self.problems = problems
    }

    /// A zone of a format in which SOA and NS records may be missing.
    init(
        name: DomainName,
        recordSets: [ResourceRecordSet],
        usesClientSubnet: Bool? = nil,
        isPrivate: Bool = false,
        access: AccessRules? = nil,
        expectations: [Expectation] = [],
        defaults: ZoneDefaults,
        problems: ProblemList,
        file: String
    ) {
        var problems = problems
        var missing: [ResourceRecordSet] = []
        do throws(NameError) {
            missing = try defaults.missing(in: recordSets, at: name)
        } catch {
            problems.refuse(
                at: .start(of: file),
                "found \(error), expected a zone name that leaves room for ns1 and hostmaster"
            )
        }
        do throws(RRsetTable.Full) {
            var zone = try HostedZone(
                name: name,
                recordSets: missing + recordSets,
                usesClientSubnet: usesClientSubnet,
                isPrivate: isPrivate
            )
            zone.access = access
            zone.expectations = expectations
            self.init(zone, problems.all)
        } catch {
            self.init(refusedFor: ZoneProblem(.error, at: .start(of: file), "\(error)"))
        }
    }

    package init(refusedFor problem: ZoneProblem) {
        zone = nil
        problems = [problem]
    }
}
