import Answering
import DNSWire
import HealthChecking
import HostedZones
import Route53

/// A hosted zone of the account as it is published: its record sets grouped by their owners, which is
/// how they are compiled.
struct AccountZone {
    let name: DomainName
    private let ordinal: Int
    private let id: ID<HostedZoneEntry>
    /// Kept, and never served.
    let isPrivate: Bool
    private var owners: [DomainName: [RecordSetKey: ResourceRecordSet]] = [:]
    /// The owners for which something outside of the zone matters.
    private var referring: Set<DomainName> = []
    /// The owners that are not compiled as they are now.
    private var changed: Set<DomainName> = []
    /// Nil until it is published for the first time.
    private var evolving: EvolvingZone?

    init(_ entry: HostedZoneEntry) throws(NameError) {
        name = try DomainName(presentation: entry.name)
        ordinal = entry.ordinal
        id = entry.id
        isPrivate = entry.isPrivate
    }

    var published: PublishedZone? { evolving?.published }

    /// Of public zones with the same name the one that was made first is served.
    static func comesFirst(_ one: AccountZone, _ other: AccountZone) -> Bool {
        (one.ordinal, one.id) < (other.ordinal, other.id)
    }

    /// Puts a record set in, or takes it out.
    mutating func set(_ key: RecordSetKey, of owner: DomainName, to recordSet: ResourceRecordSet?) {
        owners[owner, default: [:]][key] = recordSet
        let group = owners[owner] ?? [:]
        if group.isEmpty { owners[owner] = nil }
        changed.insert(owner)
        if group.values.contains(where: { $0.refersOutside(of: name) }) {
            referring.insert(owner)
        } else {
            referring.remove(owner)
        }
    }

    /// What is outside of the zone has changed. Returns whether that matters to it.
    mutating func noteOtherReferences() -> Bool {
        changed.formUnion(referring)
        return !referring.isEmpty
    }

    /// Compiles the owners that have changed. If that cannot be, what was published last stays. A zone
    /// is not served as long as it has no SOA record: no operation takes it out.
    mutating func publish(
        _ references: ZoneReferences,
        _ healthNumbering: HealthNumbering
    ) throws {
        guard owners[name]?.values.contains(where: { $0.type == .soa }) == true else {
            evolving = nil
            return
        }
        let compile = { [name] (recordSets: [ResourceRecordSet]) throws(RRsetTable.Full) in
            let zone = try HostedZone(name: name, recordSets: recordSets)
            return ZoneCompiler.contents(of: zone, references, healthNumbering)
        }
        if evolving == nil {
            evolving = try EvolvingZone(compile(owners.values.flatMap(Self.sorted)))
        } else {
            for owner in changed {
                let contents = try compile(owners[owner].map(Self.sorted) ?? [])
                evolving?.set(OwnerContents(owner: owner, contents))
            }
            _ = try evolving?.publish()
        }
        changed = []
    }

    /// In an order that does not depend on how they came to be: the seed of a test decides which of
    /// them are drawn.
    private static func sorted(
        _ group: [RecordSetKey: ResourceRecordSet]
    ) -> [ResourceRecordSet] {
        guard group.count > 1 else { return Array(group.values) }
        return group.sorted { one, other in
            (one.key.type, one.key.setIdentifier ?? "")
                < (other.key.type, other.key.setIdentifier ?? "")
        }.map(\.value)
    }
}

extension OwnerContents {
    /// Contents of which `owner` is the only one.
    fileprivate init(owner: DomainName, _ contents: ZoneContents) {
        self.init(
            owner: owner,
            rrsets: (0..<contents.rrsets.count).map { contents.rrsets.rrset($0) },
            routedRRsets: contents.routedRRsets
        )
    }
}
