package import DNSWire
package import OperatorFiles

/// Reads master files (RFC 1035 §5): `$ORIGIN`, `$INCLUDE`, `$TTL` (RFC 2308 §4), and the
/// generic forms of RFC 3597 §5.
///
/// - The first origin is the zone's name. Classes other than IN are refused.
/// - A record without a TTL gets that of `$TTL`; without `$TTL`, that of the last record with
///   one (RFC 1035 §5.1); before any, the MINIMUM of the SOA record (as before RFC 2308).
/// - `$INCLUDE` paths are relative to the including file. Origin and owner are afterwards what
///   they were before; a `$TTL` in the included file stays in force (RFC 2308 §4).
/// - Reading goes on behind a mistake, so that one run shows several.
package struct MasterFileReader {
    private let contents: FileReading
    /// The files being read, the outermost first.
    var chain: [String] = []
    /// What records belong to that have a blank in place of an owner.
    var owner: Int?
    /// Its name as it was written there.
    var ownerName: [UInt8] = []
    /// The word that `owner` was read from, if the text and the origin are the same: sorted files
    /// repeat owners, and need not have them parsed again.
    var ownerWord: PresentationWord?
    var defaultTTL: TTL?
    var lastTTL: TTL?
    var minimumTTL: TTL?
    /// The wire form of the record being read.
    var rdata: [UInt8] = []
    var collector: RecordSetCollector
    var problems = ProblemList()

    /// Deeper nesting of `$INCLUDE` is a mistake that no comparison of paths found.
    static let maximumDepth = 16

    private init(contents: @escaping FileReading, expecting octets: Int) {
        self.contents = contents
        collector = RecordSetCollector(expecting: octets / Self.shortRecordLength)
    }

    /// Octets of a line in zones of short records.
    private static let shortRecordLength = 20

    /// The zone in the file at `path`, and what is wrong with it. With an error among the problems
    /// its record sets are those that could be read.
    package static func read(
        _ path: String,
        zone: DomainName,
        contents: @escaping FileReading = LocalFiles.read
    ) throws(FileFailure) -> (zone: HostedZone, problems: [ZoneProblem]) {
        let octets = try contents(path)
        var reader = MasterFileReader(contents: contents, expecting: octets.count)
        reader.read(octets, of: path, origin: zone)
        let collector = reader.collector
        return (
            HostedZone(name: zone, plain: collector.table, files: collector.files),
            reader.problems.all
        )
    }

    mutating func readFile(_ path: String, origin: DomainName) throws(FileFailure) {
        read(try contents(path), of: path, origin: origin)
    }

    private mutating func read(_ octets: [UInt8], of path: String, origin: DomainName) {
        chain.append(path)
        defer { chain.removeLast() }
        collector.enter(path)
        ownerWord = nil
        var fields = PresentationFields(masterFile: octets, origin: origin)
        while !problems.isFull, fields.beginEntry() {
            do throws(PresentationError) {
                try readEntry(&fields)
            } catch {
                problems.add(error, in: path)
            }
        }
    }

    private mutating func readEntry(
        _ fields: inout PresentationFields
    ) throws(PresentationError) {
        let before = owner
        do throws(PresentationError) {
            guard let first = fields.nextWord else { return try fields.skipEntry() }
            if fields.isDirective(first) {
                try readDirective(&fields)
            } else {
                try readRecord(&fields, first)
            }
        } catch {
            // What is wrong with the text itself goes first, and nothing of the entry counts then.
            do throws(PresentationError) {
                try fields.skipEntry()
            } catch {
                if let before { returnTo(owner: before) }
                owner = before
                throw error
            }
            throw error
        }
    }

    /// Forgets that another owner has been read meanwhile.
    private mutating func returnTo(owner: Int) {
        guard owner != self.owner else { return }
        ownerName = Array(copying: collector.table.name(of: owner))
        ownerWord = nil
    }
}

extension PresentationFields {
    fileprivate func isDirective(_ word: PresentationWord) -> Bool {
        !startsWithBlank && !word.isQuoted && octets(of: word)[0] == UInt8(ascii: "$")
    }
}
