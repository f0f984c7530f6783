internal import DNSWire
internal import HostedZones

/// The record sets of a zone as a batch is about to leave them: what is in the zone, and over it what
/// the batch changes. It costs what the batch touches, not what the zone holds.
struct RecordSetDraft {
    private let base: RecordSetTable
    /// By key; a nil value stands for one that the batch takes out.
    private var changed: [RecordSetKey: RecordSetElement?] = [:]
    /// The keys of `changed`, in the order in which the batch came to each last.
    private(set) var touched: [RecordSetKey] = []
    /// The keys among them, by name.
    private var touchedAtName: [String: [RecordSetKey]] = [:]
    /// The aliases among `changed`, by what they lead to.
    private var newAliases: [RecordSetGroup: Set<RecordSetKey>] = [:]

    init(_ base: RecordSetTable) { self.base = base }

    subscript(key: RecordSetKey) -> RecordSetElement? {
        if let change = changed[key] { return change }
        return base[key]
    }

    /// What was there before the batch.
    func before(_ key: RecordSetKey) -> RecordSetElement? { base[key] }

    mutating func set(_ key: RecordSetKey, to element: RecordSetElement?) {
        if let target = (changed[key] ?? nil)?.aliasGroup { newAliases[target]?.remove(key) }
        if let target = element?.aliasGroup { newAliases[target, default: []].insert(key) }
        if changed.updateValue(element, forKey: key) == nil {
            touchedAtName[key.name, default: []].append(key)
            touched.append(key)
        } else {
            // Moves to the end: its place in the batch is that of the last change.
            touchedAtName[key.name]?.removeAll { $0 == key }
            touchedAtName[key.name]?.append(key)
        }
    }

    /// The record sets of a group: first those that the batch leaves alone, then its own in its order.
    func elements(of group: RecordSetGroup) -> (kept: [RecordSetElement], new: [RecordSetElement]) {
        split(base.elements(of: group), group.name) { $0.type == group.type }
    }

    /// Everything at a name.
    func elements(named name: String) -> (kept: [RecordSetElement], new: [RecordSetElement]) {
        split(base.elements(named: name), name) { _ in true }
    }

    private func split(
        _ before: [RecordSetElement],
        _ name: String,
        isWanted: (RecordSetKey) -> Bool
    ) -> (kept: [RecordSetElement], new: [RecordSetElement]) {
        let kept = before.filter { changed[$0.key] == nil }
        let keys = (touchedAtName[name] ?? []).filter(isWanted)
        return (kept, keys.compactMap { changed[$0] ?? nil })
    }

    func isEmpty(_ group: RecordSetGroup) -> Bool {
        let elements = elements(of: group)
        return elements.kept.isEmpty && elements.new.isEmpty
    }

    /// The aliases that lead to a group, in the order of the list.
    func aliases(to group: RecordSetGroup) -> [RecordSetKey] {
        let kept = base.aliases(to: group).filter { changed[$0] == nil }
        let new = newAliases[group] ?? []
        return kept.union(new).sorted { RecordSetOrder($0) < RecordSetOrder($1) }
    }
}
