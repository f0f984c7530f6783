/// What people are told of the routed RRsets of a zone, by number.
///
/// In chunks, so that a zone in which one of many thousands has changed shares nearly all of them with
/// what it was made from.
struct RouteNotes: Sendable {
    private var chunks: [[RouteNote]] = []
    /// Numbers that were given back.
    private var free: [UInt32] = []

    /// Copying a chunk takes about a microsecond.
    private static let chunkLength = 64

    subscript(number: UInt32) -> RouteNote {
        chunks[Int(number) / Self.chunkLength][Int(number) % Self.chunkLength]
    }

    /// The number of a new note.
    mutating func add(_ note: RouteNote) -> UInt32 {
        if let number = free.popLast() {
            chunks[Int(number) / Self.chunkLength][Int(number) % Self.chunkLength] = note
            return number
        }
        if chunks.last?.count ?? Self.chunkLength == Self.chunkLength { chunks.append([]) }
        let chunk = chunks.count - 1
        chunks[chunk].append(note)
        return UInt32(chunk * Self.chunkLength + chunks[chunk].count - 1)
    }

    /// Gives a number back: the next note may get it.
    mutating func release(_ number: UInt32) { free.append(number) }
}
