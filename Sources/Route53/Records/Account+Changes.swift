internal import DNSWire
internal import HostedZones

extension Account {
    /// Route 53's bounds on a batch, in which an UPSERT counts twice.
    private static let mostRecords = 1000
    private static let mostCharacters = 32000

    package mutating func changeResourceRecordSets(
        of id: ID<HostedZoneEntry>,
        _ request: ChangeResourceRecordSetsRequest,
        _ context: RequestContext
    ) throws(AccountError) -> ChangeInfoResponse {
        _ = try changeableZone(id)
        let batch = request.batch
        try AccountError.requireLength(
            of: batch.comment,
            at: "changeBatch.comment",
            Self.zoneCommentLengths
        )
        guard !batch.changes.items.isEmpty else { throw .incomplete("Changes") }
        var changes: [RecordSetChange] = []
        for element in batch.changes.items { changes.append(try element.change()) }
        try Self.checkSize(of: changes)
        try change(changes, in: id, by: .client)
        return ChangeInfoResponse(changeInfo: makeChange(comment: batch.comment, context))
    }

    private static func checkSize(of changes: [RecordSetChange]) throws(AccountError) {
        var records = 0
        var characters = 0
        for change in changes {
            let weight = change.action == .upsert ? 2 : 1
            let values = change.recordSet.records
            records += weight * (values?.count ?? 1)
            characters += weight * (values ?? []).reduce(0) { $0 + $1.unicodeScalars.count }
        }
        var problems: [String] = []
        if records > mostRecords {
            problems.append("Number of records limit of \(mostRecords) exceeded.")
        }
        if characters > mostCharacters {
            problems.append("RDATA character limit of \(mostCharacters) exceeded.")
        }
        guard problems.isEmpty else { throw AccountError(batchProblems: problems) }
    }

    /// Changes record sets of a zone, all of them or none.
    package mutating func change(
        _ changes: [RecordSetChange],
        in id: ID<HostedZoneEntry>,
        by author: ChangeAuthor
    ) throws(AccountError) {
        // The draft, which holds on to the record sets, is gone by now: they are changed in place.
        for change in try results(of: changes, in: id, by: author) {
            switch change.recordSet {
            case let recordSet?: put(.recordSet(recordSet, zone: id))
            case nil: remove(.recordSet(change.key, zone: id))
            }
        }
    }

    private func results(
        of changes: [RecordSetChange],
        in id: ID<HostedZoneEntry>,
        by author: ChangeAuthor
    ) throws(AccountError) -> [(key: RecordSetKey, recordSet: RecordSetElement?)] {
        _ = try changeableZone(id)
        guard let zone = hostedZones[id] else { throw .noSuchHostedZone(id) }
        for (index, change) in changes.enumerated() {
            try change.recordSet.checkShape(change.action, at: index + 1)
        }
        try checkReferences(of: changes)
        let apex: DomainName
        do throws(NameFault) {
            apex = try Route53Text.checkedName(zone.entry.name)
        } catch {
            throw AccountError(.internalFailure, "\(error)")
        }
        var batch = RecordSetBatch(zone, apex: apex, author: author)
        try batch.apply(changes)
        return batch.draft.touched.compactMap { key in
            let (old, new) = (batch.draft.before(key), batch.draft[key])
            return old == new ? nil : (key: key, recordSet: new)
        }
    }

    /// What record sets refer to outside of their zone must be there: for those to be deleted it need
    /// not be any more.
    private func checkReferences(of changes: [RecordSetChange]) throws(AccountError) {
        var problems: [String] = []
        for change in changes where change.action != .delete {
            if let check = change.recordSet.healthCheckID, !isHealthCheck(check) {
                throw .noSuchHealthCheck(check)
            }
            if let routing = change.recordSet.cidrRoutingConfig,
                let problem = problem(of: routing)
            {
                problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw AccountError(batchProblems: problems) }
    }

    private func problem(of routing: CIDRRoutingElement) -> String? {
        let collection: CIDRCollectionEntry
        do throws(AccountError) {
            collection = try cidrCollection(ID(routing.collectionID))
        } catch {
            return "Cannot find CIDR collection with id \(routing.collectionID). No changes made."
        }
        let name = routing.locationName
        guard name != "*", collection.locations[name] == nil else { return nil }
        return "Cannot find CIDR location '\(name)' in the collection with id"
            + " \(routing.collectionID). No changes made."
    }
}
