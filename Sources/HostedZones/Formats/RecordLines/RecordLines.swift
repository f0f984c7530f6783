package import DNSWire
internal import OperatorFiles

/// A zone of single records, each a text such as `www.example.com 60 A 192.0.2.1`: what people
/// type where there is no file.
///
/// - A record is written as in a master file, with all names absolute, a dot at the end or not.
/// - The TTL defaults to 300 seconds, as in the YAML form, and so are SOA and NS supplied.
/// - A record belongs to the longest declared zone that holds its name, else to the zone of the
///   last two labels of its name: `example.com`.
package struct RecordLines: Sendable, Hashable {
    package let zone: DomainName
    package private(set) var lines: [Line] = []

    /// Stands for the file in messages about the zone as a whole.
    package var label: String { "zone \(zone)" }

    /// A record, and what stands for the file in messages about it.
    package struct Line: Sendable, Hashable {
        package let label: String
        package let text: String
        /// The name of the record.
        package let owner: DomainName
    }

    private init(zone: DomainName) { self.zone = zone }
}

// From the texts to zones.
extension RecordLines {
    /// The declared zones, and those that the records belong to, in this order.
    ///
    /// - Parameters:
    ///   - texts: the records.
    ///   - declared: the names of zones that are wanted, with records or without.
    ///   - label: what the records are called in messages, with their number: `record`.
    /// - Returns: zones, each with its records, none of which has a mistake by itself.
    /// - Throws: the first mistake, with its place.
    package static func zones(
        of texts: [String],
        declaring declared: [DomainName],
        label: String
    ) throws(ZoneProblem) -> [RecordLines] {
        var zones: [RecordLines] = []
        for name in declared where !zones.contains(where: { $0.zone == name }) {
            zones.append(RecordLines(zone: name))
        }
        for (number, text) in texts.enumerated() {
            let line = try readAlone(text, label: "\(label) \(number + 1)")
            let name = zoneName(of: line.owner, among: declared)
            if let place = zones.firstIndex(where: { $0.zone == name }) {
                zones[place].lines.append(line)
            } else {
                zones.append(RecordLines(zone: name))
                zones[zones.count - 1].lines.append(line)
            }
        }
        return zones
    }

    private static func readAlone(_ text: String, label: String) throws(ZoneProblem) -> Line {
        let line = Line(label: label, text: text, owner: .root)
        let (zone, problems) = read([line], of: .root)
        if let error = problems.first(where: { $0.severity == .error }) { throw error }
        guard let recordSet = zone.recordSets.first else {
            throw ZoneProblem(
                .error,
                at: .start(of: label),
                "found no record, expected one such as www.example.com A 192.0.2.1"
            )
        }
        return Line(label: label, text: text, owner: recordSet.name)
    }

    private static func zoneName(
        of owner: DomainName,
        among declared: [DomainName]
    ) -> DomainName {
        let holders = declared.filter { owner.isAtOrBelow($0) }
        if let longest = holders.max(by: { $0.labelCount < $1.labelCount }) { return longest }
        var name = owner
        while name.labelCount > Self.labelsOfUndeclaredZone, let parent = name.parent {
            name = parent
        }
        return name
    }

    /// Nobody can tell from a name where its zone begins. Answers are the same for every zone
    /// that holds it, and two labels are what people call a domain.
    private static let labelsOfUndeclaredZone = 2
}

// From the records of one zone to the zone.
extension RecordLines {
    /// The zone, if it can be served, and all problems with their places.
    package func read(defaults: ZoneDefaults = ZoneDefaults()) -> ZoneReading {
        let (records, problems) = Self.read(lines, of: zone)
        let start = SourceLocation.start(of: label)
        do {
            let missing = try defaults.missing(in: Array(records.recordSets), at: zone)
            let whole = try HostedZone(name: zone, recordSets: missing + records.recordSets)
            let found = ZoneChecks.problems(of: whole).map { problem in
                ZoneProblem(problem.severity, at: problem.location ?? start, problem.message)
            }
            return ZoneReading(whole, problems + found)
        } catch {
            return ZoneReading(
                refusedFor: ZoneProblem(
                    .error,
                    at: start,
                    "found the zone \(zone), expected one that leaves room for more (\(error))"
                )
            )
        }
    }

    /// Reads the records as the parts of a master file, so that each is its own file in messages.
    private static func read(
        _ lines: [Line],
        of zone: DomainName
    ) -> (zone: HostedZone, problems: [ZoneProblem]) {
        let head = ["$TTL \(ZoneYAMLReader.defaultTTL)", "$ORIGIN ."]
        let whole = (head + lines.map { "$INCLUDE \"\($0.label)\"" }).joined(separator: "\n")
        let texts = Dictionary(uniqueKeysWithValues: lines.map { ($0.label, $0.text) })
        do throws(FileFailure) {
            return try MasterFileReader.read(Self.wholeName, zone: zone) {
                path throws(FileFailure) in
                if path == Self.wholeName { return Array(whole.utf8) }
                guard let text = texts[path] else {
                    throw FileFailure(path: path, reason: "a record cannot include a file")
                }
                return Array(text.utf8)
            }
        } catch {
            preconditionFailure("the file of all records is at hand: \(error)")
        }
    }

    /// No record can be called so: their labels end with a number.
    private static let wholeName = "records"
}
