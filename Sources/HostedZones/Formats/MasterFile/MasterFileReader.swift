package import DNSWire
package import OperatorFiles

/// Reads master files (RFC 1035 §5): `$ORIGIN`, `$INCLUDE`, `$TTL` (RFC 2308 §4), and the
/// generic forms of RFC 3597 §5.
///
/// - The first origin is the zone's name. Classes other than IN are refused.
/// - A record without a TTL gets one as `InheritedTTL` says.
/// - `$INCLUDE` paths are relative to the including file. Origin and owner are afterwards what
///   they were before; a `$TTL` in the included file stays in force (RFC 2308 §4).
/// - Reading goes on behind a mistake, so that one run shows several.
package struct MasterFileReader {
    private let contents: FileReading
    private let plan: ReadAheadPlan
    /// The files being read, the outermost first.
    var chain: [String] = []
    /// What has been read and not been collected yet, and the owner of records that have a blank
    /// in place of one.
    var records = RecordList()
    var collector: RecordSetCollector
    var problems = ProblemList()

    /// Deeper nesting of `$INCLUDE` is a mistake that no comparison of paths found.
    static let maximumDepth = 16

    private init(contents: @escaping FileReading, _ plan: ReadAheadPlan, expecting octets: Int) {
        self.contents = contents
        self.plan = plan
        collector = RecordSetCollector(expecting: octets / Self.shortRecordLength)
    }

    /// Octets of a line in zones of short records.
    private static let shortRecordLength = 20

    /// The zone in the file at `path`, and what is wrong with it. With an error among the problems
    /// its record sets are those that could be read.
    package static func read(
        _ path: String,
        zone: DomainName,
        readAhead plan: ReadAheadPlan = .none,
        contents: @escaping FileReading = LocalFiles.read
    ) throws(FileFailure) -> (zone: HostedZone, problems: [ZoneProblem]) {
        let octets = try contents(path)
        var reader = MasterFileReader(contents: contents, plan, expecting: octets.count)
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
        var fields = PresentationFields(masterFile: octets, origin: origin)
        let ahead = ReadAhead(octets, plan)
        defer { ahead?.end() }
        while !problems.isFull {
            let start = fields.position
            readRecords(&fields, ahead)
            if problems.isFull || fields.position > start { continue }
            guard fields.beginEntry() else { break }
            do throws(PresentationError) {
                try readEntry(&fields)
            } catch {
                problems.add(error, in: path)
            }
            collectRecords()
        }
    }

    /// Reads some records; none if a directive comes next, or a mistake.
    private mutating func readRecords(_ fields: inout PresentationFields, _ ahead: ReadAhead?) {
        if let ahead, let piece = ahead.piece(at: fields.position, origin: fields.origin) {
            let lines = fields.place.line - 1
            collector.add(piece.records, behind: UInt32(clamping: lines), &problems)
            if let owner = piece.records.lastOwner { records.setOwner(owner) }
            fields.move(to: piece.end.behind(lines))
            ahead.recycle(piece.records)
        } else {
            let end = fields.position + plan.pieceLength
            records.readRecords(&fields, upTo: ahead?.start(behind: fields.position) ?? end)
            collectRecords()
        }
    }

    private mutating func collectRecords() {
        collector.add(records, &problems)
        records.removeRecords()
    }

    private mutating func readEntry(
        _ fields: inout PresentationFields
    ) throws(PresentationError) {
        guard let first = fields.nextWord else { return try fields.skipEntry() }
        let before = records.mark
        do throws(PresentationError) {
            if fields.isDirective(first) {
                try readDirective(&fields)
            } else {
                try records.read(&fields, first)
            }
        } catch {
            // What is wrong with the text itself goes first, and nothing of the entry counts then.
            do throws(PresentationError) {
                try fields.skipEntry()
            } catch {
                records.removeAll(behind: before)
                throw error
            }
            throw error
        }
    }
}
