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
    var origin: DomainName
    var owner: DomainName?
    /// The octets that `owner` was read from, while the origin is the same: sorted files repeat
    /// owners, and need not have them parsed again.
    var ownerText: ArraySlice<UInt8> = []
    var defaultTTL: TTL?
    var lastTTL: TTL?
    var minimumTTL: TTL?
    var types: [ArraySlice<UInt8>: RRType] = [:]
    var collector = RecordSetCollector()
    var problems = ProblemList()

    /// Deeper nesting of `$INCLUDE` is a mistake that no comparison of paths found.
    static let maximumDepth = 16

    /// Octets of a line in most zones, and those of a comment or two.
    private static let typicalRecordLength = 64

    private init(zone: DomainName, contents: @escaping FileReading) {
        origin = zone
        self.contents = contents
    }

    /// The record sets of the file at `path`, and what is wrong with it. With an error among the
    /// problems the record sets are those that could be read.
    package static func read(
        _ path: String,
        zone: DomainName,
        contents: @escaping FileReading = LocalFiles.read
    ) throws(FileFailure) -> (recordSets: [ResourceRecordSet], problems: [ZoneProblem]) {
        var reader = MasterFileReader(zone: zone, contents: contents)
        try reader.readFile(path)
        return (reader.collector.recordSets, reader.problems.all)
    }

    mutating func readFile(_ path: String) throws(FileFailure) {
        let octets = try contents(path)
        if chain.isEmpty { collector.expect(octets.count / Self.typicalRecordLength) }
        chain.append(path)
        defer { chain.removeLast() }
        var lexer = MasterFileLexer(octets)
        var entry = MasterFileEntry(octets: octets)
        while !problems.isFull {
            do throws(PresentationError) {
                guard try lexer.read(&entry) else { return }
                try read(entry, in: path)
            } catch {
                problems.add(error, in: path)
            }
        }
    }

    private mutating func read(
        _ entry: MasterFileEntry,
        in file: String
    ) throws(PresentationError) {
        let first = entry.words[0]
        let isDirective =
            !entry.startsWithBlank && !first.isQuoted
            && entry.text(of: first).first == UInt8(ascii: "$")
        if isDirective {
            try readDirective(entry, in: file)
        } else {
            try readRecord(entry, in: file)
        }
    }
}
