import DNSWire
import HostedZones
import OperatorFiles

/// Files that exist in a test only.
struct InMemoryFiles: Sendable {
    let files: [String: [UInt8]]

    init(_ files: [String: String]) {
        self.files = files.mapValues { Array($0.utf8) }
    }

    init(octets files: [String: [UInt8]]) { self.files = files }

    @Sendable
    func read(_ path: String) throws(FileFailure) -> [UInt8] {
        guard let octets = files[path] else {
            throw FileFailure(path: path, reason: "there is no such file")
        }
        return octets
    }
}

/// The record sets and problems of a master file with this text, for the zone `example.com`.
func readMasterFile(
    _ text: String,
    beside others: [String: String] = [:]
) throws -> (recordSets: [ResourceRecordSet], problems: [ZoneProblem]) {
    let files = InMemoryFiles(others.merging(["example.com.zone": text]) { $1 })
    let (zone, problems) = try MasterFileReader.read(
        "example.com.zone",
        zone: DomainName(presentation: "example.com"),
        contents: files.read
    )
    return (Array(zone.recordSets), problems)
}

/// One line for each record: `owner ttl type rdata`.
func lines(of recordSets: some Sequence<ResourceRecordSet>) throws -> [String] {
    try recordSets.flatMap { recordSet in
        let ttl = recordSet.ttl.map { "\($0)" } ?? "-"
        return try recordSet.records.map { rdata in
            let data = try RecordData(type: recordSet.type, rdata)
            return "\(recordSet.name) \(ttl) \(recordSet.type) \(data.presentation)"
        }
    }
}
