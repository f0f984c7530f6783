/// The record sets of a zone, in the order in which Route 53 lists them.
package struct RecordSetTable: Sendable {
    /// An element is large: what is moved about is a reference to it.
    private final class Box: Sendable {
        let element: RecordSetElement

        init(_ element: RecordSetElement) { self.element = element }
    }

    private var boxes = OrderedTable<RecordSetOrder, Box>()
    /// For each group that aliases lead to, those aliases. Also of names outside of the zone.
    private var aliases: [RecordSetGroup: Set<RecordSetKey>] = [:]

    package init() {}

    package var count: Int { boxes.count }

    package subscript(key: RecordSetKey) -> RecordSetElement? {
        boxes[RecordSetOrder(key)]?.element
    }

    /// In the order in which Route 53 lists them.
    package var all: some Sequence<RecordSetElement> { elements(from: nil) }

    /// From the first that is not before `start`.
    package func elements(from start: RecordSetOrder?) -> some Sequence<RecordSetElement> {
        boxes.entries(from: start).lazy.map(\.value.element)
    }

    /// Everything at a name, which is written as listed.
    package func elements(named name: String) -> [RecordSetElement] {
        elements(beginningWith: RecordSetOrder(name: name))
    }

    /// The record sets of a name and type.
    package func elements(of group: RecordSetGroup) -> [RecordSetElement] {
        elements(beginningWith: RecordSetOrder(group))
    }

    private func elements(beginningWith start: RecordSetOrder) -> [RecordSetElement] {
        boxes.entries(from: start).lazy.prefix { $0.key.begins(with: start) }
            .map(\.value.element)
    }

    /// The alias record sets that lead to a group.
    package func aliases(to group: RecordSetGroup) -> Set<RecordSetKey> { aliases[group] ?? [] }

    /// Puts a record set in, or takes it out. Returns the one before.
    mutating func set(_ key: RecordSetKey, to recordSet: RecordSetElement?) -> RecordSetElement? {
        let old = boxes.set(RecordSetOrder(key), to: recordSet.map(Box.init))?.element
        if let target = old?.aliasGroup {
            aliases[target]?.remove(key)
            if aliases[target]?.isEmpty == true { aliases[target] = nil }
        }
        if let target = recordSet?.aliasGroup { aliases[target, default: []].insert(key) }
        return old
    }
}

/// A name and type, which all record sets of a routing policy share.
package struct RecordSetGroup: Sendable, Hashable {
    /// As listed.
    package let name: String
    package let type: String

    package init(name: String, type: String) {
        self.name = name
        self.type = type
    }
}

extension RecordSetKey {
    package var group: RecordSetGroup { RecordSetGroup(name: name, type: type) }
}

extension RecordSetElement {
    /// Where an alias of an account leads.
    var aliasGroup: RecordSetGroup? {
        aliasTarget.map { RecordSetGroup(name: $0.dnsName, type: type) }
    }
}

/// Where a record set stands in the list: the labels of its name from right to left as text with the
/// dot at the end, then the type, then the SetIdentifier, both as text.
package struct RecordSetOrder: Sendable, Comparable {
    /// All three in one, parted by what sorts before whatever can follow in one of them.
    private let text: String

    private static let separator = "\u{0}"

    /// Before everything at a name, which is written as listed.
    package init(name: String) { text = ListedName.reversed(name) + Self.separator }

    /// Before the record sets of a name and type.
    package init(_ group: RecordSetGroup) {
        text = RecordSetOrder(name: group.name).text + group.type + Self.separator
    }

    package init(_ key: RecordSetKey) {
        text = RecordSetOrder(key.group).text + (key.setIdentifier ?? "")
    }

    package static func < (one: RecordSetOrder, other: RecordSetOrder) -> Bool {
        one.text < other.text
    }

    fileprivate func begins(with start: RecordSetOrder) -> Bool {
        text.utf8.starts(with: start.text.utf8)
    }
}
