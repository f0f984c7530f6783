import DNSWire

/// Octets as scenario files write them: hexadecimal digits, with blanks as one likes, and text in
/// quotes: `03 "www" 00`.
enum OctetText {
    static func octets(of text: Substring, at place: ScenarioPlace) throws -> [UInt8] {
        var octets: [UInt8] = []
        for (index, part) in text.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index % 2 == 1 {
                octets += part.utf8
                continue
            }
            let digits = part.utf8.filter { $0 != UInt8(ascii: " ") }
            guard let values = HexDigits.values(of: digits), values.count % 2 == 0 else {
                throw place.error(String(part), "pairs of hexadecimal digits")
            }
            octets += stride(from: 0, to: values.count, by: 2).map {
                values[$0] << 4 | values[$0 + 1]
            }
        }
        return octets
    }
}
