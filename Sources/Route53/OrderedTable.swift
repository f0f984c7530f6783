/// Values by their keys, in the order of the keys: found in a logarithmic time, and put in or taken
/// out at the cost of moving one short run of neighbours.
///
/// The runs are arrays of their own: a change while somebody holds a copy of the table copies one
/// run, and not the table.
package struct OrderedTable<Key: Comparable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        var value: Value
    }

    private struct Place {
        var run: Int
        var index: Int
    }

    /// A run that has become longer is split. Moving as many entries costs about as much as finding
    /// the place for one among a million.
    private static var longestRun: Int { 256 }

    /// None is empty; ascending, within each and from one to the next.
    private var runs: [[Entry]] = []
    package private(set) var count = 0

    package init() {}

    package subscript(key: Key) -> Value? {
        let place = place(of: key)
        guard isKey(key, at: place) else { return nil }
        return runs[place.run][place.index].value
    }

    /// Puts a value in, or takes it out. Returns the one before.
    @discardableResult
    package mutating func set(_ key: Key, to value: Value?) -> Value? {
        let place = place(of: key)
        let old = isKey(key, at: place) ? runs[place.run][place.index].value : nil
        switch (old, value) {
        case (nil, nil): break
        case (nil, let value?): insert(Entry(key: key, value: value), at: place)
        case (.some, let value?): runs[place.run][place.index].value = value
        case (.some, nil): remove(at: place)
        }
        return old
    }

    /// Changes a value where it stands; nil if there is none.
    package mutating func update<Result>(
        _ key: Key,
        _ change: (inout Value) -> Result
    ) -> Result? {
        let place = place(of: key)
        guard isKey(key, at: place) else { return nil }
        return change(&runs[place.run][place.index].value)
    }

    private mutating func insert(_ entry: Entry, at place: Place) {
        count += 1
        guard place.run < runs.count else { return runs.append([entry]) }
        runs[place.run].insert(entry, at: place.index)
        guard runs[place.run].count > Self.longestRun else { return }
        // Keys that come in their order fill the runs, instead of leaving them half empty.
        let isLast = place.run == runs.count - 1 && place.index == Self.longestRun
        let kept = isLast ? Self.longestRun : Self.longestRun / 2
        let rest = Array(runs[place.run][kept...])
        runs[place.run].removeLast(rest.count)
        runs.insert(rest, at: place.run + 1)
    }

    private mutating func remove(at place: Place) {
        count -= 1
        runs[place.run].remove(at: place.index)
        if runs[place.run].isEmpty { runs.remove(at: place.run) }
    }

    private func isKey(_ key: Key, at place: Place) -> Bool {
        place.run < runs.count && place.index < runs[place.run].count
            && runs[place.run][place.index].key == key
    }

    /// Where the first entry stands whose key is not below this one, or where it would be put.
    private func place(of key: Key) -> Place {
        // The last run that begins at or below the key: it may hold it.
        let next = Self.firstIndex(in: runs.count) { key < runs[$0][0].key }
        guard next > 0 else { return Place(run: 0, index: 0) }
        let run = runs[next - 1]
        return Place(run: next - 1, index: Self.firstIndex(in: run.count) { run[$0].key >= key })
    }

    /// The first of so many that fulfils a condition which all behind it fulfil as well.
    private static func firstIndex(in count: Int, where condition: (Int) -> Bool) -> Int {
        var range = 0..<count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = condition(middle) ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}

extension OrderedTable {
    package typealias Element = (key: Key, value: Value)

    /// The entries from the first whose key is not below `start`, in order.
    package func entries(from start: Key? = nil) -> some Sequence<Element> & Sendable {
        Entries(runs: runs, place: start.map(place) ?? Place(run: 0, index: 0))
    }

    /// All values, in the order of their keys.
    package var values: some Sequence<Value> { entries().lazy.map(\.value) }

    package var first: Element? {
        runs.first?.first.map { (key: $0.key, value: $0.value) }
    }

    private struct Entries: Sequence, IteratorProtocol, Sendable {
        let runs: [[Entry]]
        var run: Int
        var index: Int

        init(runs: [[Entry]], place: Place) {
            self.runs = runs
            run = place.run
            index = place.index
        }

        mutating func next() -> Element? {
            guard run < runs.count else { return nil }
            guard index < runs[run].count else {
                run += 1
                index = 0
                return next()
            }
            defer { index += 1 }
            return (runs[run][index].key, runs[run][index].value)
        }
    }
}
