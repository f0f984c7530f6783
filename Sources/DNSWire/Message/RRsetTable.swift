/// The RRsets of one zone that are the same for every client, in flat memory: a few arrays for a
/// million of them, about 70 octets for a name with an address.
///
/// - Owners are kept once each, as they were first written, and are numbered in the order in which
///   they first came; RRsets are numbered likewise. No two RRsets have the same owner and type.
/// - The records of an RRset need not come one after the other.
package struct RRsetTable: Sendable {
    /// The owners' names in wire form, one behind the other.
    var names: [UInt8] = []
    var owners: [Owner] = []
    var index = NameIndex()
    var sets: [StoredSet] = []
    /// RDATA one behind the other, each with its length in two octets in front.
    var data: [UInt8] = []
    /// The pieces of RRsets whose records lie apart.
    var runs: [Run] = []
    /// The RRset whose record is the last in `data`.
    var lastFilled: UInt32 = .none
    /// Columns that do not fit into `StoredSet`, by RRset.
    var wideColumns: [Exception] = []
    /// The RRsets from which on another file is meant.
    var files: [Exception] = []
    package internal(set) var recordCount = 0

    /// More than the 32 bits of its offsets can tell: 4 GiB of names or of RDATA.
    package struct Full: Error, Sendable, Hashable, CustomStringConvertible {
        package var description: String {
            "found more than 4 GiB of names or of data, expected a smaller zone"
        }
    }

    /// Where an RRset was written first.
    package struct Place: Sendable, Hashable, BitwiseCopyable {
        /// From 1.
        package let line: UInt32
        /// From 1, in octets.
        package let column: UInt32
        /// Which of several files, as the reader of the zone numbers them.
        package let file: UInt16

        package init(line: UInt32, column: UInt32, file: UInt16 = 0) {
            self.line = line
            self.column = column
            self.file = file
        }
    }

    /// One RRset without its records.
    package struct Entry: Sendable, Hashable, BitwiseCopyable {
        /// The number of its owner.
        package let owner: Int
        package let type: RRType
        package let ttl: TTL
        package let recordCount: Int
    }

    struct Owner: BitwiseCopyable {
        let nameStart: UInt32
        var firstSet: UInt32
    }

    struct StoredSet: BitwiseCopyable {
        let owner: UInt32
        /// The next RRset of the owner.
        var next: UInt32
        var ttl: UInt32
        /// 0 for an RRset without a place.
        let line: UInt32
        /// Where the records lie in `data`, or the number of the last run.
        var start: UInt32
        let type: RRType
        let column: UInt16
        var recordCount: UInt16

        /// In place of a count: the records lie in several runs.
        static let inRuns: UInt16 = .max
        /// In place of a column: it stands in `wideColumns`.
        static let wideColumn: UInt16 = .max
    }

    /// Records of an RRset that lie one behind the other. The runs of an RRset are a ring: the
    /// last one knows the first.
    struct Run: BitwiseCopyable {
        let start: UInt32
        var recordCount: UInt32
        var next: UInt32
        /// Of the whole RRset, if this is its last run.
        var total: UInt32
    }

    struct Exception: BitwiseCopyable {
        let set: UInt32
        let value: UInt32
    }

    package init() {}

    /// An empty table with room for so many RRsets of a record each. Memory that is not filled in
    /// the end costs address space only.
    package init(expecting count: Int) {
        names.reserveCapacity(count * Self.typicalNameLength)
        owners.reserveCapacity(count)
        index = NameIndex(expecting: count)
        sets.reserveCapacity(count)
        data.reserveCapacity(count * Self.typicalRecordLength)
    }

    private static let typicalNameLength = 32
    private static let typicalRecordLength = 8

    /// How many RRsets there are.
    package var count: Int { sets.count }

    package var ownerCount: Int { owners.count }

    /// Octets of all owners' names and all RDATA.
    package var octetCount: Int { names.count + data.count }
}

extension UInt32 {
    /// In place of a number: there is none.
    static let none = UInt32.max
}
