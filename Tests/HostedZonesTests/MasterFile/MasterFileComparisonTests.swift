import DNSWire
import Foundation
import HostedZones
import OperatorFiles
import Testing

@Suite("Master files as another program reads them")
struct MasterFileComparisonTests {
    static let zones = ["example.com", "2.0.192.in-addr.arpa"]

    /// `owner TTL type RDATA`, as the script beside the fixtures writes it.
    private func lines(of recordSets: some Sequence<ResourceRecordSet>) -> [String] {
        recordSets.flatMap { recordSet in
            let ttl = recordSet.ttl.map { "\($0)" } ?? "-"
            return recordSet.records.map { rdata in
                let owner = HexDigits.text(of: recordSet.name.wire).lowercased()
                let data = HexDigits.text(of: rdata.wire).lowercased()
                return "\(owner) \(ttl) \(recordSet.type.rawValue) \(data)"
            }
        }
        .sorted()
    }

    @Test("the same records are read, octet for octet", arguments: zones)
    func comparison(_ zone: String) throws {
        let base = try #require(Bundle.module.resourcePath) + "/Fixtures/master-files/\(zone)"
        let expected = String(decoding: try LocalFiles.read("\(base).expected"), as: UTF8.self)
        let (read, problems) = try MasterFileReader.read(
            "\(base).zone",
            zone: DomainName(presentation: zone)
        )
        #expect(problems.isEmpty)
        #expect(lines(of: read.recordSets) == expected.split(separator: "\n").map(String.init))
    }

    @Test("a zone that is written and read again is the same", arguments: zones)
    func roundTrip(_ zone: String) throws {
        let base = try #require(Bundle.module.resourcePath) + "/Fixtures/master-files/\(zone)"
        let name = try DomainName(presentation: zone)
        let (read, _) = try MasterFileReader.read("\(base).zone", zone: name)
        let text = try MasterFileWriter.text(of: read)
        let files = InMemoryFiles(["z": text])
        let again = try MasterFileReader.read("z", zone: name, contents: files.read)
        #expect(again.problems.isEmpty)
        #expect(lines(of: again.zone.recordSets) == lines(of: read.recordSets))
    }
}
