internal import DNSWire
internal import HostedZones

extension Account {
    private static let largestPage = 300

    package func listResourceRecordSets(
        of id: ID<HostedZoneEntry>,
        name: String?,
        type: String?,
        identifier: String?,
        maxItems: String?
    ) throws(AccountError) -> ListResourceRecordSetsResponse {
        let size = try PageSize(maxItems, most: Self.largestPage)
        let start = try Self.start(name: name, type: type, identifier: identifier)
        switch try listedZone(id) {
        case .stored(let zone):
            let page = Page(zone.recordSets.elements(from: start), size: size)
            return ListResourceRecordSetsResponse(page, size: size)
        case .file(let zone):
            var table = RecordSetTable()
            for recordSet in try zone.recordSets() { _ = table.set(recordSet.key, to: recordSet) }
            let page = Page(table.elements(from: start), size: size)
            return ListResourceRecordSetsResponse(page, size: size)
        }
    }

    private static func start(
        name: String?,
        type: String?,
        identifier: String?
    ) throws(AccountError) -> RecordSetOrder? {
        guard let name else {
            guard type == nil, identifier == nil else {
                throw AccountError(.invalidInput, "A type or an identifier is given without a name")
            }
            return nil
        }
        let listed: String
        do throws(NameFault) {
            listed = Route53Text.text(of: try Route53Text.checkedName(name))
        } catch {
            throw AccountError(.invalidInput, "\(error)")
        }
        guard let type else {
            guard identifier == nil else {
                throw AccountError(.invalidInput, "An identifier is given without a type")
            }
            return RecordSetOrder(name: listed)
        }
        guard RecordSetElement.types.contains(type) else {
            throw .notInEnumeration(type, RecordSetElement.types)
        }
        return RecordSetOrder(RecordSetKey(name: listed, type: type, setIdentifier: identifier))
    }

    /// A change as it is once DNS answers with it.
    ///
    /// - Throws: `NoSuchChange`.
    package func getChange(_ id: ID<ChangeEntry>) throws(AccountError) -> ChangeInfoResponse {
        guard let change = changes[id] else {
            throw AccountError(.noSuchChange, "A change with id '\(id)' does not exist")
        }
        return ChangeInfoResponse(changeInfo: ChangeInfo(change, .inSync))
    }
}
