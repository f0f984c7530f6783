/// Entities by their keys, to be found by key and listed in the order of the keys.
package struct EntityTable<Key: Hashable & Comparable & Sendable, Value: Sendable>: Sendable {
    private var values: [Key: Value] = [:]
    /// Ascending.
    package private(set) var keys: [Key] = []

    package init() {}

    package var count: Int { keys.count }

    package subscript(key: Key) -> Value? { values[key] }

    /// Puts a value in, or takes it out. Returns the one before.
    package mutating func set(_ key: Key, to value: Value?) -> Value? {
        let old = values[key]
        values[key] = value
        switch (old, value) {
        case (nil, .some): keys.insert(key, at: place(of: key))
        case (.some, nil): keys.remove(at: place(of: key))
        case (nil, nil), (.some, .some): break
        }
        return old
    }

    /// The values from the first key that is not below `start`, in the order of the keys.
    package func values(from start: Key? = nil) -> some Collection<Value> {
        keys[(start.map(place) ?? 0)...].lazy.compactMap { values[$0] }
    }

    /// Where the first key stands that is not below this one.
    private func place(of key: Key) -> Int {
        var range = 0..<keys.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = keys[middle] < key ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
