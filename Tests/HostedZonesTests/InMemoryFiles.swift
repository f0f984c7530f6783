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
