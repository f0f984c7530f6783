import HostedZones
import Route53

/// An account with a zone, for tests of what is in it.
struct ZoneFixture {
    static let name = "example.com"

    var account: Account
    let world = TestContext()
    let zone: ID<HostedZoneEntry>

    init(_ surroundings: Surroundings = Surroundings()) throws {
        var account = Account(surroundings: surroundings)
        let request = CreateHostedZoneRequest(name: Self.name, callerReference: "fixture")
        let made = try account.createHostedZone(request, world.context)
        zone = ID(reference: made.hostedZone.id)
        self.account = account
        _ = self.account.takeEdits()
    }

    mutating func change(_ changes: (RecordSetAction, RecordSetElement)...) throws(AccountError) {
        try change(changes)
    }

    mutating func change(
        _ changes: [(RecordSetAction, RecordSetElement)]
    ) throws(AccountError) {
        let elements = changes.map { ChangeElement(action: $0.0.rawValue, recordSet: $0.1) }
        _ = try account.changeResourceRecordSets(
            of: zone,
            ChangeResourceRecordSetsRequest(batch: ChangeBatchElement(changes: elements)),
            world.context
        )
    }

    /// The message that a batch is refused with, without the brackets; nil if it is accepted.
    mutating func refusal(
        _ changes: (RecordSetAction, RecordSetElement)...
    ) -> String? {
        do {
            try change(changes)
            return nil
        } catch {
            return error.code == .invalidChangeBatch
                ? error.messages.joined(separator: ", ") : error.description
        }
    }

    /// The record sets that were not made with the zone.
    var recordSets: [RecordSetElement] {
        (account.hostedZones[zone]?.recordSets.all).map(Array.init)?
            .filter { $0.name != "\(Self.name)." || !["NS", "SOA"].contains($0.type) } ?? []
    }
}

/// A record set with records, named below `example.com`.
func records(
    _ name: String,
    _ type: String,
    _ values: [String],
    ttl: Int? = 60,
    _ more: (inout RecordSetElement) -> Void = { _ in }
) -> RecordSetElement {
    var element = RecordSetElement(name: name, type: type, ttl: ttl, records: values)
    more(&element)
    return element
}

func a(_ name: String, _ more: (inout RecordSetElement) -> Void = { _ in }) -> RecordSetElement {
    records(name, "A", ["192.0.2.1"], more)
}

func alias(
    _ name: String,
    to target: String,
    in zone: ID<HostedZoneEntry>,
    _ more: (inout RecordSetElement) -> Void = { _ in }
) -> RecordSetElement {
    var element = RecordSetElement(name: name, type: "A")
    element.aliasTarget = AliasTargetElement(
        hostedZoneID: zone.text,
        dnsName: target,
        evaluateTargetHealth: true
    )
    more(&element)
    return element
}
