package import HostedZones

/// One change of a batch.
package struct RecordSetChange: Sendable, Hashable {
    package let action: RecordSetAction
    package let recordSet: RecordSetElement

    package init(action: RecordSetAction, recordSet: RecordSetElement) {
        self.action = action
        self.recordSet = recordSet
    }
}

/// A `Change` element.
package struct ChangeElement: Sendable, Hashable, Decodable {
    package var action: String
    package var recordSet: RecordSetElement

    package init(action: String, recordSet: RecordSetElement) {
        self.action = action
        self.recordSet = recordSet
    }

    func change() throws(AccountError) -> RecordSetChange {
        guard let action = RecordSetAction(rawValue: action) else {
            throw .notInEnumeration(action, ["CREATE", "DELETE", "UPSERT"])
        }
        return RecordSetChange(action: action, recordSet: recordSet)
    }

    private enum CodingKeys: String, CodingKey {
        case action = "Action"
        case recordSet = "ResourceRecordSet"
    }
}

package struct ChangeBatchElement: Sendable, Hashable, Decodable {
    package var comment: String?
    package var changes: ElementList<ChangeElement, ChangeName>

    package enum ChangeName: ElementName { package static let text = "Change" }

    package init(comment: String? = nil, changes: [ChangeElement]) {
        self.comment = comment
        self.changes = ElementList(changes)
    }

    private enum CodingKeys: String, CodingKey {
        case comment = "Comment"
        case changes = "Changes"
    }
}

package struct ChangeResourceRecordSetsRequest: Sendable, Hashable, Decodable {
    package var batch: ChangeBatchElement

    package init(batch: ChangeBatchElement) { self.batch = batch }

    private enum CodingKeys: String, CodingKey { case batch = "ChangeBatch" }
}

/// Children of ListResourceRecordSetsResponse.
package struct ListResourceRecordSetsResponse: Sendable, Hashable, Encodable {
    package let recordSets: ElementList<RecordSetElement, RecordSetName>
    package let isTruncated: Bool
    package let nextRecordName: String?
    package let nextRecordType: String?
    package let nextRecordIdentifier: String?
    package let maxItems: Int

    package enum RecordSetName: ElementName { package static let text = "ResourceRecordSet" }

    init(_ page: Page<RecordSetElement>, size: PageSize) {
        recordSets = ElementList(page.items)
        isTruncated = page.isTruncated
        nextRecordName = page.next?.name
        nextRecordType = page.next?.type
        nextRecordIdentifier = page.next?.setIdentifier
        maxItems = size.count
    }

    private enum CodingKeys: String, CodingKey {
        case recordSets = "ResourceRecordSets"
        case isTruncated = "IsTruncated"
        case nextRecordName = "NextRecordName"
        case nextRecordType = "NextRecordType"
        case nextRecordIdentifier = "NextRecordIdentifier"
        case maxItems = "MaxItems"
    }
}
