/// The record sets of a zone, in the order in which Route 53 lists them.
package struct RecordSetTable: Sendable {
    private var recordSets: [RecordSetKey: RecordSetElement] = [:]

    package init() {}

    package var count: Int { recordSets.count }

    package subscript(key: RecordSetKey) -> RecordSetElement? { recordSets[key] }

    /// In no order.
    package var all: some Collection<RecordSetElement> { recordSets.values }

    /// Puts a record set in, or takes it out. Returns the one before.
    mutating func set(_ key: RecordSetKey, to recordSet: RecordSetElement?) -> RecordSetElement? {
        let old = recordSets[key]
        recordSets[key] = recordSet
        return old
    }
}
