/// Elements that wait for their turn, first come, first served.
struct WaitingLine<Element: Sendable>: Sendable {
    private var elements: [UInt64: Element] = [:]
    private var next: UInt64 = 0
    private var end: UInt64 = 0

    var isEmpty: Bool { elements.isEmpty }

    mutating func append(_ element: Element) {
        elements[end] = element
        end += 1
    }

    mutating func popFirst() -> Element? {
        while next < end {
            defer { next += 1 }
            if let first = elements.removeValue(forKey: next) { return first }
        }
        return nil
    }

    mutating func retain(_ isWanted: (Element) -> Bool) {
        elements = elements.filter { isWanted($0.value) }
    }
}
