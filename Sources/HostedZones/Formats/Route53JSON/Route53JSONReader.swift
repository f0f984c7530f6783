package import DNSWire
internal import OperatorFiles
internal import StrictYAML

/// Reads zones in Route 53's JSON: what `aws route53 list-resource-record-sets` prints, or a change
/// batch as `aws route53 change-resource-record-sets` takes it, which is applied to a zone without
/// records. What Route 53 would refuse is refused in its words.
///
/// SOA and NS records are supplied if they are missing (`ZoneDefaults`).
package struct Route53JSONReader {
    private let file: String
    private let zone: DomainName
    var recordSets: [ResourceRecordSet] = []
    var problems = ProblemList()

    /// - Parameters:
    ///   - octets: the text.
    ///   - file: where it is from, for problems.
    ///   - zone: the zone's name, which the text does not say.
    ///   - defaults: the SOA and NS records of zones that have none.
    /// - Returns: the zone, unless one of the problems is an error.
    package static func read(
        _ octets: [UInt8],
        file: String,
        zone: DomainName,
        defaults: ZoneDefaults = ZoneDefaults()
    ) -> ZoneReading {
        var reader = Route53JSONReader(file: file, zone: zone)
        reader.attempt { reader in
            try reader.readDocument(try YAMLReader.read(octets, file: file))
        }
        return ZoneReading(
            name: zone,
            recordSets: reader.recordSets,
            defaults: defaults,
            problems: reader.problems,
            file: file
        )
    }

    private init(file: String, zone: DomainName) {
        self.file = file
        self.zone = zone
    }

    private mutating func readDocument(_ root: YAMLNode) throws {
        var fields = try root.fields("a listing of record sets, or a change batch")
        let listing = fields.take("ResourceRecordSets")
        let changes = fields.take("Changes")
        switch (listing, changes) {
        case (let listing?, nil):
            try readPaging(&fields)
            try fields.refuseOthers()
            for item in try listing.items("a list of record sets") {
                attempt { reader in
                    let recordSet = try reader.recordSet(item, action: .create)
                    reader.recordSets.append(recordSet)
                }
            }
        case (nil, let changes?):
            _ = try fields.take("Comment")?.jsonText()
            try fields.refuseOthers()
            for item in try changes.items("a list of changes") {
                attempt { reader in try reader.apply(item) }
            }
        default:
            throw root.error(expected: "either ResourceRecordSets or Changes")
        }
    }

    /// What a page says of itself: half a zone is none.
    private func readPaging(_ fields: inout YAMLFields) throws {
        let truncated = fields.take("IsTruncated")
        for key in ["MaxItems", "NextRecordName", "NextRecordType", "NextRecordIdentifier"] {
            _ = fields.take(key)
        }
        if let truncated, try truncated.jsonFlag() {
            throw truncated.error(
                found: "one page of several",
                expected: "the whole listing: the CLI joins the pages unless --no-paginate is given"
            )
        }
    }

    /// Goes on after a mistake in one part.
    mutating func attempt(_ part: (inout Route53JSONReader) throws -> Void) {
        do {
            try part(&self)
        } catch let problem as ZoneProblem {
            problems.add(problem)
        } catch let error as YAMLError {
            problems.add(ZoneProblem(error))
        } catch {
            problems.refuse(at: .start(of: file), "\(error)")
        }
    }
}
