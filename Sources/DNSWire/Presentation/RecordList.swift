/// Records of a master file as they were read, one behind the other: what has not been gathered
/// into RRsets yet.
///
/// Owners are absolute, and stand here once for records in a row. A TTL that a record leaves out is
/// left out here too: what it is depends on all that was read before.
package struct RecordList: Sendable {
    /// The owners' names in wire form, one behind the other, and room for more.
    private var names: [UInt8] = []
    private var namesEnd = 0
    private var owners: [Owner] = []
    private var records: [Stored] = []
    /// RDATA, one behind the other.
    var data: [UInt8] = []

    private struct Owner: BitwiseCopyable {
        let end: UInt32
        let hash: UInt64
    }

    private struct Stored: BitwiseCopyable {
        let owner: UInt32
        let type: RRType
        let ttl: TTL?
        let line: UInt32
        let column: UInt32
        let dataEnd: UInt32
    }

    /// One record of a list.
    package struct Record: BitwiseCopyable {
        /// The number of its owner in the list.
        package let owner: Int
        package let type: RRType
        /// Nil if the record leaves it out.
        package let ttl: TTL?
        package let line: UInt32
        package let column: UInt32
    }

    package init() {}

    package var isEmpty: Bool { records.isEmpty }

    package var count: Int { records.count }

    package var ownerCount: Int { owners.count }

    package subscript(record: Int) -> Record {
        let stored = records[record]
        return Record(
            owner: Int(stored.owner),
            type: stored.type,
            ttl: stored.ttl,
            line: stored.line,
            column: stored.column
        )
    }

    /// The RDATA of a record.
    @_lifetime(borrow self)
    package func rdata(of record: Int) -> Span<UInt8> {
        let start = record == 0 ? 0 : Int(records[record - 1].dataEnd)
        return data.span.extracting(start..<Int(records[record].dataEnd))
    }

    /// The name of an owner, in wire form.
    @_lifetime(borrow self)
    package func name(of owner: Int) -> Span<UInt8> {
        names.span.extracting(start(ofName: owner)..<Int(owners[owner].end))
    }

    private func start(ofName owner: Int) -> Int { owner == 0 ? 0 : Int(owners[owner - 1].end) }

    /// What `RRsetTable` finds the name of an owner by.
    package func hash(of owner: Int) -> UInt64 { owners[owner].hash }
}

// Filling.
extension RecordList {
    /// Appends a record of the last owner, whose RDATA is what has been appended to `data`.
    mutating func append(_ type: RRType, _ ttl: TTL?, line: Int, column: Int) {
        records.append(
            Stored(
                owner: UInt32(owners.count - 1),
                type: type,
                ttl: ttl,
                line: UInt32(clamping: line),
                column: UInt32(clamping: column),
                dataEnd: UInt32(data.count)
            )
        )
    }

    /// Makes this name that of the last owner.
    mutating func appendOwner(_ name: Span<UInt8>) {
        makeRoom()
        let start = namesEnd
        for index in name.indices { names[start + index] = name[index] }
        appendOwner(ofLength: name.count)
    }

    /// Lets `write` write a name, and makes it that of the last owner; false if `write` gives nil
    /// in place of the name's length.
    mutating func appendOwner(
        _ write: (inout MutableSpan<UInt8>, _ start: Int) -> Int?
    ) -> Bool {
        makeRoom()
        let start = namesEnd
        var room = names.mutableSpan
        guard let length = write(&room, start) else { return false }
        appendOwner(ofLength: length)
        return true
    }

    private mutating func appendOwner(ofLength length: Int) {
        guard let hash = hashOfNewName(ofLength: length) else { return }
        namesEnd += length
        owners.append(Owner(end: UInt32(namesEnd), hash: hash))
    }

    /// The hash of the name at the end; nil if it is the last owner's, octet for octet.
    private func hashOfNewName(ofLength length: Int) -> UInt64? {
        let name = names.span.extracting(namesEnd..<(namesEnd + length))
        if !owners.isEmpty, self.name(of: owners.count - 1).isEqual(to: name) { return nil }
        return name.foldedHash
    }

    /// Whoever writes a name may find it too long only when it is written.
    private static let roomForName = 2 * DomainName.maximumLength

    private mutating func makeRoom() {
        guard names.count - namesEnd < Self.roomForName else { return }
        let more = max(names.count, 16 * Self.roomForName)
        names.append(contentsOf: repeatElement(0, count: more))
    }

    /// The name of the last owner, in wire form; nil if there is none.
    package var lastOwner: [UInt8]? {
        owners.isEmpty ? nil : Array(copying: name(of: owners.count - 1))
    }

    /// Makes this name that of the last owner; nil: there is none. There are no records.
    package mutating func setOwner(_ name: [UInt8]?) {
        removeAll()
        if let name { appendOwner(name.span) }
    }

    /// Makes the list a new one, but for the memory it has.
    package mutating func removeAll() { removeAll(behind: Mark(owners: 0, records: 0, data: 0)) }

    /// Removes all records. The last owner stays: records that come may belong to it.
    package mutating func removeRecords() {
        records.removeAll(keepingCapacity: true)
        data.removeAll(keepingCapacity: true)
        guard owners.count > 1 else { return }
        let last = owners.count - 1
        let start = start(ofName: last)
        let length = namesEnd - start
        for index in 0..<length { names[index] = names[start + index] }
        namesEnd = length
        let hash = owners[last].hash
        owners.removeAll(keepingCapacity: true)
        owners.append(Owner(end: UInt32(length), hash: hash))
    }

    /// How far a list is filled.
    package struct Mark: BitwiseCopyable {
        fileprivate let owners: Int
        fileprivate let records: Int
        fileprivate let data: Int
    }

    package var mark: Mark { Mark(owners: owners.count, records: records.count, data: data.count) }

    /// Removes what was added since the mark.
    package mutating func removeAll(behind mark: Mark) {
        owners.removeLast(owners.count - mark.owners)
        records.removeLast(records.count - mark.records)
        data.removeLast(data.count - mark.data)
        namesEnd = owners.last.map { Int($0.end) } ?? 0
    }
}
