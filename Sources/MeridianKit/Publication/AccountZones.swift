import Answering
import DNSWire
import HealthChecking
import HostedZones
import Logging
import Route53

/// The hosted zones of the account, made ready to be served: from what operations did to it to zones
/// that come, change and go.
struct AccountZones {
    private var zones: [ID<HostedZoneEntry>: AccountZone] = [:]
    /// The public zones of each name, the one that is served first.
    private var holders: [DomainName: [ID<HostedZoneEntry>]] = [:]
    /// The zones in which something has changed that is not compiled yet.
    private var changed: Set<ID<HostedZoneEntry>> = []
    /// The names under which something else may have to be served than what was last said to be.
    private var touched: Set<DomainName> = []
    private var references: ZoneReferences
    private let healthNumbering: HealthNumbering
    private let logger: Logger

    init(_ references: ZoneReferences, _ healthNumbering: HealthNumbering, logger: Logger) {
        self.references = references
        self.healthNumbering = healthNumbering
        self.logger = logger
    }

    /// Other zones have to be compiled if they refer to something outside of themselves.
    mutating func refer(to newReferences: ZoneReferences) {
        guard newReferences != references else { return }
        references = newReferences
        for id in zones.keys {
            guard zones[id]?.noteOtherReferences() == true, let zone = zones[id] else { continue }
            touch(id, zone)
        }
    }

    /// Puts in a zone with all that is in it.
    mutating func add(_ zone: HostedZoneTable.Zone) {
        add(zone.entry)
        for recordSet in zone.recordSets.all {
            set(recordSet.key, recordSet, isThere: true, in: zone.entry.id)
        }
    }

    mutating func apply(_ edit: Edit) {
        switch (edit.key, edit.after) {
        case (.hostedZone(let id), .hostedZone(let entry)):
            if zones[id] == nil { add(entry) }
        case (.hostedZone(let id), _):
            remove(id)
        case (.recordSet(let key, let id), let after):
            guard case .recordSet(let element, _) = after ?? edit.before else { return }
            set(key, element, isThere: after != nil, in: id)
        default: break
        }
    }

    private mutating func add(_ entry: HostedZoneEntry) {
        do throws(NameError) {
            let zone = try AccountZone(entry)
            zones[entry.id] = zone
            guard !zone.isPrivate else { return }
            holders[zone.name, default: []].append(entry.id)
            let zones = zones
            holders[zone.name]?.sort { one, other in
                guard let one = zones[one], let other = zones[other] else { return false }
                return AccountZone.comesFirst(one, other)
            }
            touch(entry.id, zone)
        } catch {
            logger.error("the hosted zone \(entry.id) of the store is not served: \(error)")
        }
    }

    private mutating func remove(_ id: ID<HostedZoneEntry>) {
        guard let zone = zones.removeValue(forKey: id) else { return }
        changed.remove(id)
        touched.insert(zone.name)
        holders[zone.name]?.removeAll { $0 == id }
        if holders[zone.name]?.isEmpty == true { holders[zone.name] = nil }
    }

    private mutating func set(
        _ key: RecordSetKey,
        _ element: RecordSetElement,
        isThere: Bool,
        in id: ID<HostedZoneEntry>
    ) {
        do throws(AccountError) {
            let recordSet = try element.resourceRecordSet()
            zones[id]?.set(key, of: recordSet.name, to: isThere ? recordSet : nil)
            if let zone = zones[id] { touch(id, zone) }
        } catch {
            logger.error("\(key.name) \(key.type) of the hosted zone \(id) is not served: \(error)")
        }
    }

    private mutating func touch(_ id: ID<HostedZoneEntry>, _ zone: AccountZone) {
        guard !zone.isPrivate else { return }
        changed.insert(id)
        touched.insert(zone.name)
    }

    /// What is to be served otherwise than this was last asked: the zones under these names, or nil
    /// where there is none any more.
    mutating func takeChanges() -> [DomainName: PublishedZone?] {
        for id in changed { publish(id) }
        changed = []
        var changes: [DomainName: PublishedZone?] = [:]
        for name in touched { changes[name] = .some(served(name)) }
        touched = []
        return changes
    }

    private mutating func publish(_ id: ID<HostedZoneEntry>) {
        do {
            try zones[id]?.publish(references, healthNumbering)
        } catch {
            let name = zones[id].map { "\($0.name)" } ?? "\(id)"
            logger.error(
                "the hosted zone \(name) cannot be published, it stays as it was: \(error)"
            )
        }
    }

    func published(_ id: ID<HostedZoneEntry>) -> PublishedZone? { zones[id]?.published }

    private func served(_ name: DomainName) -> PublishedZone? {
        holders[name]?.first.flatMap { zones[$0]?.published }
    }
}
