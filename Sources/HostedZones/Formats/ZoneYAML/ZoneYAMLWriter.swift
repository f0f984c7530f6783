internal import Addressing
internal import DNSWire

/// Writes a zone in the short form that `ZoneYAMLReader` reads, leaving out whatever the reader
/// supplies by itself. The zone must be one that `ZoneChecks` has nothing against.
package struct ZoneYAMLWriter {
    private let zone: HostedZone

    /// `defaults` are the SOA and NS records that a zone gets if it states none.
    package static func text(
        of zone: HostedZone,
        defaults: ZoneDefaults = ZoneDefaults()
    ) -> String {
        ZoneYAMLWriter(zone: zone).text(defaults)
    }

    private func text(_ defaults: ZoneDefaults) -> String {
        var members: [YAMLMember] = [
            YAMLMember("zone", .scalar(Self.withoutDot("\(zone.name)")))
        ]
        if let usesClientSubnet = zone.usesClientSubnet {
            members.append(YAMLMember("ecs", .scalar(usesClientSubnet ? "on" : "off")))
        }
        if zone.isPrivate { members.append(YAMLMember("private", .scalar("on"))) }
        members += zone.access.map(Self.members) ?? []
        let owners = owners(of: stated(defaults))
        if !owners.isEmpty { members.append(YAMLMember("records", .block(owners))) }
        let expectations = zone.expectations.map(tree)
        if !expectations.isEmpty { members.append(YAMLMember("expect", .items(expectations))) }
        return YAMLTree.text(of: members)
    }

    private static func members(of access: AccessRules) -> [YAMLMember] {
        var members: [YAMLMember] = []
        for (key, networks) in [("allow", access.allow), ("deny", access.deny)]
        where !networks.isEmpty {
            members.append(YAMLMember(key, .list(networks.map { "\($0)" })))
        }
        if access.refusal != .reply {
            members.append(YAMLMember("refused", .scalar(access.refusal.rawValue)))
        }
        return members
    }

    private func tree(of expectation: Expectation) -> YAMLTree {
        let value: YAMLTree =
            switch expectation.value {
            case .records(let records): RecordSetTree.tree(of: records, expectation.type)
            case .oneOf(let records):
                .flow([YAMLMember("one_of", .list(RecordSetTree.values(records, expectation.type)))]
                )
            case .noData, .nameError: .scalar(expectation.valueWords)
            }
        return .flow([
            YAMLMember("from", .scalar("\(expectation.clients)")),
            YAMLMember("name", .scalar(relative(expectation.name))),
            YAMLMember("\(expectation.type)", value),
        ])
    }

    /// The record sets without those that would be supplied.
    private func stated(_ defaults: ZoneDefaults) -> [ResourceRecordSet] {
        let all = Array(zone.recordSets)
        for types in [[RRType.soa, .ns], [.soa], [.ns]] {
            let isDropped = { (recordSet: ResourceRecordSet) in
                recordSet.name == zone.name && types.contains(recordSet.type)
            }
            let rest = all.filter { !isDropped($0) }
            guard let supplied = Self.supplied(defaults, rest, zone.name) else { continue }
            if Set(supplied) == Set(all.filter(isDropped).map(Self.withoutSource)) { return rest }
        }
        return all
    }

    /// Nil if the zone's name leaves no room for names below it.
    private static func supplied(
        _ defaults: ZoneDefaults,
        _ recordSets: [ResourceRecordSet],
        _ apex: DomainName
    ) -> [ResourceRecordSet]? {
        do throws(NameError) {
            return try defaults.missing(in: recordSets, at: apex)
        } catch {
            return nil
        }
    }

    private static func withoutSource(_ recordSet: ResourceRecordSet) -> ResourceRecordSet {
        var recordSet = recordSet
        recordSet.source = nil
        return recordSet
    }

    /// The apex first, then in canonical order.
    private func owners(
        of recordSets: [ResourceRecordSet]
    ) -> [YAMLMember] {
        let owners = Dictionary(grouping: recordSets, by: \.name)
        return owners.keys.sorted().map { name in
            YAMLMember(relative(name), .block(types(of: owners[name] ?? [])))
        }
    }

    private func types(of recordSets: [ResourceRecordSet]) -> [YAMLMember] {
        var order: [RRType] = []
        for recordSet in recordSets where !order.contains(recordSet.type) {
            order.append(recordSet.type)
        }
        return order.map { type in
            YAMLMember("\(type)", RecordSetTree.tree(of: recordSets.filter { $0.type == type }))
        }
    }

    private func relative(_ name: DomainName) -> String {
        guard name.isAtOrBelow(zone.name) else { return "\(name)" }
        if name == zone.name { return "@" }
        let count = name.labelCount - zone.name.labelCount
        var text = ""
        for label in name.labels.prefix(count) { text += Self.presentation(label) }
        return String(text.dropLast())
    }

    /// A label with the dot behind it.
    private static func presentation(_ label: [UInt8]) -> String {
        do throws(NameError) {
            return try DomainName(labels: [label]).description
        } catch {
            preconditionFailure("a label of a name is one: \(error)")
        }
    }

    static func withoutDot(_ name: String) -> String {
        name.count > 1 && name.hasSuffix(".") && !name.hasSuffix("\\.")
            ? String(name.dropLast()) : name
    }
}
