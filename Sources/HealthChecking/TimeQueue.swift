/// Elements ordered by time, the earliest first: a binary heap.
struct TimeQueue<Element: Sendable>: Sendable {
    private var entries: [(time: Duration, element: Element)] = []

    var earliest: Duration? { entries.first?.time }
    var count: Int { entries.count }

    mutating func insert(_ element: Element, at time: Duration) {
        entries.append((time, element))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].time < entries[parent].time else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the earliest element out, if its time has come.
    mutating func popFirst(dueAt now: Duration) -> Element? {
        guard let first = entries.first, first.time <= now else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sinkFirst()
        }
        return first.element
    }

    private mutating func sinkFirst() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].time < entries[least].time {
                least = child
            }
            guard least != parent else { return }
            entries.swapAt(parent, least)
            parent = least
        }
    }

    /// Leaves out what is not wanted any more.
    mutating func retain(_ isWanted: (Element) -> Bool) {
        let kept = entries.filter { isWanted($0.element) }
        guard kept.count < entries.count else { return }
        // A sorted array is a heap.
        entries = kept.sorted { $0.time < $1.time }
    }
}
