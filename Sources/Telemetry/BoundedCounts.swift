/// Counts by key, of as many keys as came first; all later ones are counted together. A metric's
/// series must not grow in number with what strangers ask.
package struct BoundedCounts<Key: Hashable & Sendable>: Sendable {
    private let capacity: Int
    package private(set) var counts: [Key: UInt64] = [:]
    package private(set) var others: UInt64 = 0

    package init(capacity: Int) { self.capacity = capacity }

    package mutating func add(_ amount: UInt64, to key: Key) {
        if counts[key] != nil || counts.count < capacity {
            counts[key, default: 0] += amount
        } else {
            others += amount
        }
    }
}
