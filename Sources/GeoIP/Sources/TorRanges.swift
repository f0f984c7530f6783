import Addressing
import Geography

/// Reads the `geoip` and `geoip6` files of Tor: lines `low,high,CC` in ascending order, IPv4
/// addresses as decimal numbers, IPv6 addresses in colon form; comments start with `#`.
struct TorRanges {
    private var lines: TextLines
    private var table = LocationTable()
    private var locations: [ArraySlice<UInt8>: Location] = [:]
    private var ipv4 = AscendingRanges<UInt32>()
    private var ipv6 = AscendingRanges<UInt128>()
    private var entries = 0
    private var withoutLocation = 0

    static func read(path: String) throws(GeoSourceError) -> SourceContents {
        var reader = Self(lines: try TextLines(path: path))
        while let line = reader.lines.next() {
            do throws(GeoSourceError.Problem) {
                try reader.add(line)
            } catch {
                throw GeoSourceError(path: path, line: line.number, problem: error)
            }
        }
        guard reader.entries > 0 else {
            throw GeoSourceError(path: path, line: 0, problem: .noEntries)
        }
        return SourceContents(
            overlay: LocationOverlay(
                locations: reader.table.locations,
                ipv4: reader.ipv4.map,
                ipv6: reader.ipv6.map
            ),
            entries: reader.entries,
            withoutLocation: reader.withoutLocation,
            generated: reader.lines.comments.lazy.compactMap { GenerationDate($0) }.first?.epoch
        )
    }

    private init(lines: TextLines) { self.lines = lines }

    private mutating func add(_ line: TextLines.Line) throws(GeoSourceError.Problem) {
        guard line.fields.count == 3 else {
            throw .fields(expected: "three fields: first address, last address, country")
        }
        let location = try location(of: line.fields[2])
        let value = location.isUnknown ? nil : table.index(of: location)
        entries += 1
        if value == nil { withoutLocation += 1 }
        if line.fields[0].contains(UInt8(ascii: ":")) {
            try ipv6.append(
                value,
                from: Self.ipv6(line.fields[0]),
                through: Self.ipv6(line.fields[1])
            )
        } else {
            try ipv4.append(
                value,
                from: Self.ipv4(line.fields[0]),
                through: Self.ipv4(line.fields[1])
            )
        }
    }

    private mutating func location(
        of code: ArraySlice<UInt8>
    ) throws(GeoSourceError.Problem) -> Location {
        if let known = locations[code] { return known }
        let text = String(decoding: code, as: UTF8.self)
        guard let location = RegistryCode(text)?.location else { throw .country(text) }
        locations[code] = location
        return location
    }

    private static func ipv4(_ text: ArraySlice<UInt8>) throws(GeoSourceError.Problem) -> UInt32 {
        guard let bits = UInt32(String(decoding: text, as: UTF8.self)) else {
            throw .address(String(decoding: text, as: UTF8.self))
        }
        return bits
    }

    private static func ipv6(_ text: ArraySlice<UInt8>) throws(GeoSourceError.Problem) -> UInt128 {
        let text = String(decoding: text, as: UTF8.self)
        guard case .ipv6(let bits) = IPAddress(text) else { throw .address(text) }
        return bits
    }
}

/// Ranges that come in ascending order and do not overlap; nil between them.
private struct AscendingRanges<
    Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable
> {
    private(set) var map = RangeMap<Bits, UInt32?>(everywhere: nil)
    /// Where the next range may begin; nil when the last address is taken.
    private var next: Bits? = 0

    mutating func append(
        _ value: UInt32?,
        from first: Bits,
        through last: Bits
    ) throws(GeoSourceError.Problem) {
        guard first <= last else { throw .reversed }
        guard let next, first >= next else { throw .outOfOrder }
        map.append(value, from: first)
        if last == .max {
            self.next = nil
        } else {
            map.append(nil, from: last + 1)
            self.next = last + 1
        }
    }
}
