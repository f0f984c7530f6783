internal import OperatorFiles
internal import StrictYAML

// A change batch, applied in its order to what the changes before have made.

extension Route53JSONReader {
    mutating func apply(_ node: YAMLNode) throws {
        var fields = try node.fields("a change: {\"Action\": …, \"ResourceRecordSet\": …}")
        let actionNode = try fields.require("Action")
        let recordSetNode = try fields.require("ResourceRecordSet")
        try fields.refuseOthers()
        guard let action = RecordSetAction(rawValue: try actionNode.jsonText()) else {
            let list = RecordSetAction.allCases.map(\.rawValue).joined(separator: ", ")
            throw actionNode.error(expected: "one of \(list)")
        }
        let new = try recordSet(recordSetNode, action: action)
        let place = recordSets.firstIndex { isSame($0, new) }
        switch (action, place) {
        case (.create, nil), (.upsert, nil): recordSets.append(new)
        case (.upsert, let place?): recordSets[place] = new
        case (.create, .some):
            throw refusal("create", new, "but it already exists")
        case (.delete, nil):
            throw refusal("delete", new, "but it was not found")
        case (.delete, let place?):
            guard hasSameValues(recordSets[place], new) else {
                throw refusal(
                    "delete",
                    new,
                    "but the values provided do not match the current values"
                )
            }
            recordSets.remove(at: place)
        }
    }

    /// Name, type and SetIdentifier tell record sets apart.
    private func isSame(_ one: ResourceRecordSet, _ other: ResourceRecordSet) -> Bool {
        one.name == other.name && one.type == other.type
            && one.setIdentifier == other.setIdentifier
    }

    private func hasSameValues(_ old: ResourceRecordSet, _ new: ResourceRecordSet) -> Bool {
        var moved = old
        moved.source = new.source
        return moved == new
    }

    private func refusal(
        _ attempt: String,
        _ recordSet: ResourceRecordSet,
        _ reason: String
    ) -> ZoneProblem {
        let identifier = recordSet.setIdentifier.map { ", set-identifier='\($0)'" } ?? ""
        return ZoneProblem(
            .error,
            at: recordSet.source,
            """
            Tried to \(attempt) resource record set [name='\(Route53Text.text(of: recordSet.name))', \
            type='\(recordSet.type)'\(identifier)] \(reason)
            """
        )
    }
}
