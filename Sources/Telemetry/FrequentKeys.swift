/// The keys that come most often of late, and about how often, in memory of fixed size.
///
/// Metwally, Agrawal and El Abbadi's Space-Saving algorithm: when there is no room for a new key, it
/// takes the place of the rarest one and inherits its count, so that a key that is frequent is
/// always there, and no count is too low.
package struct FrequentKeys<Key: Hashable & Comparable & Sendable>: Sendable {
    private let capacity: Int
    private var counts: [Key: Double] = [:]
    /// Counts are too low by this factor: growing it is the same as letting all of them decay.
    private var scale = 1.0
    private var total = 0.0

    package init(capacity: Int) { self.capacity = max(capacity, 1) }

    package mutating func add(_ weight: Int, to key: Key) {
        let amount = Double(weight) * scale
        total += amount
        if let count = counts[key] {
            counts[key] = count + amount
        } else if counts.count < capacity {
            counts[key] = amount
        } else if let rarest = counts.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            counts[rarest.key] = nil
            counts[key] = rarest.value + amount
        }
    }

    /// Lets what was counted so far count half.
    package mutating func halve() {
        scale *= 2
        guard scale > 1e100 else { return }
        counts = counts.mapValues { $0 / scale }
        total /= scale
        scale = 1
    }

    /// The most frequent keys, each with its share of all that was added, as far as it still counts.
    package func top(_ count: Int) -> [(key: Key, share: Double)] {
        guard total > 0 else { return [] }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(count).map { ($0.key, min($0.value / total, 1)) }
    }
}
