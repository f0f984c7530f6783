import DNSWire
import Foundation
import Testing

/// The golden files, which dnspython made.
enum Fixture {
    /// The lines of a tab-separated file in `Fixtures/`, split into columns.
    static func rows(_ name: String) throws -> [[String]] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Fixtures")
        )
        return try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static func octets(_ hexadecimal: String) throws -> [UInt8] {
        try #require(HexDigits.octets(of: Array(hexadecimal.utf8)))
    }
}

/// One row of `rdata.tsv`.
struct GoldenRData: CustomTestStringConvertible {
    let type: RRType
    let text: String
    let written: String
    let wire: [UInt8]

    var testDescription: String { "\(type) \(text)" }

    static func all() throws -> [GoldenRData] {
        try Fixture.rows("rdata").map { row in
            try #require(row.count == 4)
            return GoldenRData(
                type: try #require(RRType(mnemonic: row[0])),
                text: row[1],
                written: row[2],
                wire: try Fixture.octets(row[3])
            )
        }
    }
}

extension RecordData {
    /// Reads one value as a zone holds it.
    init(_ type: RRType, _ text: String, origin: DomainName = .root) throws {
        var fields = try PresentationFields(splitting: text, origin: origin)
        self = try RecordData(type: type, from: &fields)
    }
}
