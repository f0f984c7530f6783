internal import DNSWire
internal import Dispatch
internal import Synchronization

/// Whether threads read ahead in large master files.
package struct ReadAheadPlan: Sendable {
    /// How many threads do; 0 for none.
    package var threads: Int
    /// About so many octets are read at a time.
    package var pieceLength: Int

    package init(threads: Int, pieceLength: Int = 1 << 17) {
        self.threads = threads
        self.pieceLength = pieceLength
    }

    package static let none = ReadAheadPlan(threads: 0)
}

/// The records of a large master file, piece by piece, read by other threads before whoever reads
/// the file comes to them.
///
/// A piece begins with a line. What that line means shows only when all before it has been read: it
/// may lie in parentheses, and the origin may be another. So pieces are read on trial, as if an
/// entry began there, with the origin of those before. Nothing else matters: a piece ends before the
/// first entry that is a directive, has a mistake, or takes its owner from before the piece; and
/// TTLs that are left out are found when the records are collected. A piece counts only if the
/// reader comes to exactly that place between two entries, with that origin.
final class ReadAhead: Sendable {
    struct Piece: Sendable {
        fileprivate let origin: DomainName
        let records: RecordList
        /// Where it ends; its first line counts as line 1.
        let end: PresentationPlace
    }

    private let octets: [UInt8]
    /// Where the pieces begin, in ascending order. The first octets of the file are in none.
    private let starts: [Int]
    private let state = Mutex(State())
    private let pieceIsDone = DispatchSemaphore(value: 0)
    private let thereIsRoom = DispatchSemaphore(value: 0)

    private struct State {
        var origin = DomainName.root
        /// The first piece that nobody has begun with.
        var next = 0
        /// The first one that the reader has not passed.
        var awaited = 0
        var isBeingRead: Set<Int> = []
        var done: [Int: Piece] = [:]
        var spareLists: [RecordList] = []
        var waitingThreads = 0
        var isEnded = false
        var threads: [SideThread<Void>] = []
    }

    private let threadCount: Int
    /// Each thread may be so many pieces ahead: beyond that they would only take memory.
    private static let lead = 8
    /// Files of fewer pieces are not worth it.
    private static let fewestPieces = 4

    /// Nil for files that are not worth it, and without threads.
    init?(_ octets: [UInt8], _ plan: ReadAheadPlan) {
        guard plan.threads > 0, octets.count >= Self.fewestPieces * plan.pieceLength else {
            return nil
        }
        self.octets = octets
        threadCount = plan.threads
        starts = stride(from: plan.pieceLength, to: octets.count, by: plan.pieceLength)
            .compactMap { octets.span.lineOfOwner(from: $0, within: plan.pieceLength / 2) }
    }

    /// Where the first piece behind `position` begins; the end of the text if there is none.
    func start(behind position: Int) -> Int {
        let index = starts.index(ofFirstAbove: position)
        return index < starts.count ? starts[index] : octets.count
    }

    /// The piece that begins where the reader is now, with its origin; nil if the reader has to read
    /// on by itself.
    func piece(at position: Int, origin: DomainName) -> Piece? {
        let index = starts.index(ofFirstAbove: position) - 1
        guard index >= 0, starts[index] == position else { return nil }
        while true {
            let (piece, isBeingRead) = state.withLock { state in
                advance(&state, to: index, origin)
                return (state.done.removeValue(forKey: index), state.isBeingRead.contains(index))
            }
            guard isBeingRead else { return piece.flatMap { $0.origin == origin ? $0 : nil } }
            // Until it is done there are others to read.
            if let other = state.withLock({ claimPiece(&$0) }) {
                read(other)
            } else {
                pieceIsDone.wait()
            }
        }
    }

    /// Takes a list back that is not needed any more: its memory serves for another piece.
    func recycle(_ records: consuming RecordList) {
        records.removeAll()
        let list = records
        state.withLock { $0.spareLists.append(list) }
    }

    /// Notes that the reader is at a piece, which it reads by itself if nobody has begun with it.
    private func advance(_ state: inout State, to index: Int, _ origin: DomainName) {
        state.origin = origin
        state.awaited = index
        state.next = max(state.next, index + 1)
        state.done = state.done.filter { $0.key >= index }
        wakeThreads(&state)
        // What the head of the file says of the origin is known by now.
        while state.threads.count < threadCount {
            state.threads.append(SideThread("read-ahead") { [self] in readPieces() })
        }
    }

    private func wakeThreads(_ state: inout State) {
        for _ in 0..<state.waitingThreads { thereIsRoom.signal() }
        state.waitingThreads = 0
    }

    /// Waits until nothing is being read any more.
    func end() {
        let threads = state.withLock { state in
            state.isEnded = true
            wakeThreads(&state)
            return state.threads
        }
        for thread in threads { thread.join() }
    }

    // MARK: Reading ahead

    private struct Claim: Sendable {
        let index: Int
        let origin: DomainName
        /// What to fill.
        let records: RecordList
    }

    /// The first piece that nobody has begun with; nil if there is none, or if it is too far ahead.
    private func claimPiece(_ state: inout State) -> Claim? {
        let index = state.next
        guard index < starts.count, index <= state.awaited + Self.lead * threadCount else {
            return nil
        }
        state.next += 1
        state.isBeingRead.insert(index)
        let records = state.spareLists.popLast() ?? RecordList()
        return Claim(index: index, origin: state.origin, records: records)
    }

    private func read(_ claim: consuming Claim) {
        let (index, origin) = (claim.index, claim.origin)
        var records = claim.records
        var fields = PresentationFields(masterFile: octets, from: starts[index], origin: origin)
        records.readRecords(&fields, upTo: start(behind: starts[index]))
        let piece = Piece(origin: origin, records: records, end: fields.place)
        state.withLock { state in
            state.isBeingRead.remove(index)
            state.done[index] = piece
        }
        pieceIsDone.signal()
    }

    private enum Step: Sendable {
        case read(Claim)
        case wait
        case end
    }

    /// What a thread does.
    private func readPieces() {
        while true {
            let step = state.withLock { state -> Step in
                guard !state.isEnded, state.next < starts.count else { return .end }
                if let claim = claimPiece(&state) { return .read(claim) }
                state.waitingThreads += 1
                return .wait
            }
            switch step {
            case .read(let claim): read(claim)
            case .wait: thereIsRoom.wait()
            case .end: return
            }
        }
    }
}

extension Span<UInt8> {
    /// The start of a line at or behind `position` that begins as a record with an owner does; nil
    /// if there is none nearby.
    fileprivate func lineOfOwner(from position: Int, within distance: Int) -> Int? {
        let lineFeed = UInt8(ascii: "\n")
        for start in position..<Swift.min(position + distance, count)
        where self[start - 1] == lineFeed && !Self.noOwner.contains(self[start]) { return start }
        return nil
    }

    /// What a line begins with whose record has no owner of its own, or which has no record.
    private static let noOwner = Set(" \t\r\n;$()".utf8)
}

extension [Int] {
    /// The elements ascend.
    fileprivate func index(ofFirstAbove value: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
