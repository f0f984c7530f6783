internal import HostedZones

extension Account {
    private static let largestPage = 100
    private static let privateZoneType = "PrivateHostedZone"

    package func listHostedZones(
        marker: String?,
        maxItems: String?,
        delegationSet: String? = nil,
        type: String? = nil
    ) throws(AccountError) -> ListHostedZonesResponse {
        let size = try PageSize(maxItems, most: Self.largestPage)
        let set = try delegationSet.map { text throws(AccountError) in
            try self.delegationSet(ID(reference: text)).id
        }
        if let type, type != Self.privateZoneType {
            throw .notInEnumeration(type, [Self.privateZoneType])
        }
        let start = marker.map { ID<HostedZoneEntry>(reference: $0) }
        let stored = hostedZones.zones(from: start).lazy.filter { zone in
            (set == nil || zone.entry.delegationSet == set)
                && (type == nil || zone.entry.isPrivate)
        }
        let files = surroundings.fileZones(from: start).lazy.filter { zone in
            set == nil && (type == nil || zone.isPrivate)
        }
        let page = Self.page(
            stored.prefix(size.count + 1).map(ListedZone.stored),
            files.prefix(size.count + 1).map(ListedZone.file),
            size
        ) { $0.id < $1.id }
        return ListHostedZonesResponse(
            hostedZones: ElementList(page.items.map(\.element)),
            marker: marker,
            isTruncated: page.isTruncated,
            nextMarker: page.next?.id.text,
            maxItems: size.count
        )
    }

    package func listHostedZonesByName(
        dnsName: String?,
        hostedZoneID: String?,
        maxItems: String?
    ) throws(AccountError) -> ListHostedZonesByNameResponse {
        let size = try PageSize(maxItems, most: Self.largestPage)
        guard hostedZoneID == nil || dnsName != nil else {
            throw AccountError(.invalidInput, "hostedzoneid is given without dnsname")
        }
        let start = try dnsName.map { text throws(AccountError) in
            HostedZoneTable.NameKey(
                name: try Self.startName(text),
                id: hostedZoneID.map { ID<HostedZoneEntry>(reference: $0).text } ?? ""
            )
        }
        let page = Self.page(
            hostedZones.zonesByName(from: start).prefix(size.count + 1).map(ListedZone.stored),
            surroundings.fileZonesByName(from: start).prefix(size.count + 1).map(ListedZone.file),
            size
        ) { $0.nameKey < $1.nameKey }
        return ListHostedZonesByNameResponse(
            hostedZones: ElementList(page.items.map(\.element)),
            dnsName: dnsName,
            hostedZoneID: hostedZoneID,
            isTruncated: page.isTruncated,
            nextDNSName: page.next?.name,
            nextHostedZoneID: page.next?.id.text,
            maxItems: size.count
        )
    }

    private static func startName(_ text: String) throws(AccountError) -> String {
        do throws(NameFault) {
            return Route53Text.text(of: try Route53Text.checkedName(text))
        } catch {
            throw AccountError(.invalidDomainName, "\(error)")
        }
    }

    /// The page that begins with the first of two lists, each long enough for it by itself.
    private static func page(
        _ stored: [ListedZone],
        _ files: [ListedZone],
        _ size: PageSize,
        isBefore: (ListedZone, ListedZone) -> Bool
    ) -> Page<ListedZone> {
        Page((stored + files).sorted(by: isBefore), size: size)
    }

    package func getHostedZoneCount() -> GetHostedZoneCountResponse {
        GetHostedZoneCountResponse(
            hostedZoneCount: hostedZones.count + surroundings.fileZones.count
        )
    }

    private static let limitTypes = ["MAX_RRSETS_BY_ZONE", "MAX_VPCS_ASSOCIATED_BY_ZONE"]
    static let mostVPCs = 300

    package func getHostedZoneLimit(
        _ id: ID<HostedZoneEntry>,
        type: String
    ) throws(AccountError) -> LimitResponse {
        guard Self.limitTypes.contains(type) else {
            throw .notInEnumeration(type, Self.limitTypes)
        }
        let zone = try listedZone(id)
        if type == Self.limitTypes[0] {
            let count = zone.element.resourceRecordSetCount
            return LimitResponse(type: type, value: AccountLimit.unlimited, count: count)
        }
        guard zone.isPrivate else {
            throw AccountError(.hostedZoneNotPrivate, "The hosted zone \(id) is not private")
        }
        let count = hostedZones[id]?.entry.vpcs.count ?? 0
        return LimitResponse(type: type, value: Self.mostVPCs, count: count)
    }
}
