package import DNSWire
internal import StrictYAML

/// A file of expectations alone:
///
///     zone: example.com      # names below are relative to it; without it they are absolute
///     expect:
///       - {from: CN, name: www, CNAME: abc.cloudfront.cn}
///
/// Beside a zone file it is named after it: `example.com.expect.yaml` for `example.com.zone`.
package enum ExpectationFile {
    /// What follows the name of the zone in the name of a file beside a zone file.
    private static let suffix = ".expect.yaml"

    /// Whether a file is named like one beside a zone file.
    package static func isOne(_ name: some StringProtocol) -> Bool {
        name.hasSuffix(suffix) && !name.hasPrefix(".")
    }

    /// The expectations, and what is wrong with them. If there are errors, none is to be relied on.
    package static func read(
        _ octets: [UInt8],
        file: String,
        zone: DomainName? = nil
    ) -> (expectations: [Expectation], problems: [ZoneProblem]) {
        do throws(YAMLError) {
            let root = try YAMLReader.read(octets, file: file)
            var fields = try root.fields("a mapping with expect")
            let stated = try fields.take("zone").map { node throws(YAMLError) in
                try ZoneYAMLReader.name(try node.text("the zone's name"), in: node)
            }
            if let zone, let stated, zone != stated {
                throw root.error(
                    found: "the zone \(stated)",
                    expected: "\(zone), the zone of the file beside it"
                )
            }
            let list = try fields.require("expect")
            try fields.refuseOthers()
            var reader = ExpectationReader(origin: zone ?? stated ?? .root)
            reader.read(list)
            return (reader.expectations, reader.problems.all)
        } catch {
            return ([], [ZoneProblem(error)])
        }
    }

    /// Where the expectations of the zone in the file at `path` would stand.
    package static func path(besideZoneFile path: String) -> String {
        let name = ZoneFileFormat.nameOfZone(inPath: path)
        let directory = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        return directory + name + suffix
    }

    /// The zone files that these could be the expectations of.
    package static func zoneFiles(besideExpectations path: String) -> [String] {
        let stem = path.dropLast(suffix.count)
        return ZoneFileFormat.extensions.map { stem + $0 }
    }
}
