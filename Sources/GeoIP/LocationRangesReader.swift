import Addressing
import Geography

/// Turns the search tree of a database into ranges. Each record of the data section is decoded
/// once, however many networks share it.
struct LocationRangesReader: ~Copyable {
    /// Networks with a record, before neighbours of equal location are merged.
    private(set) var networks = 0
    private var table = LocationTable()
    private var indicesByOffset: [UInt32: UInt32] = [:]
    /// What was found for offsets of late, each in the slot of its low bits: half the cost of
    /// reading a country database was in the dictionary.
    private var recent = [Recent](repeating: Recent(offset: .max, index: 0), count: recentCount)

    private struct Recent {
        let offset: UInt32
        let index: UInt32
    }

    /// A power of two, larger than the records of a country database are many.
    private static let recentCount = 1 << 12

    mutating func read(_ file: borrowing MMDBFile) throws(GeoDatabaseError) -> LocationRanges {
        let ipv4 = try ranges(
            of: .ipv4,
            in: file,
            walk: SearchTreeWalk<UInt32>()
        )
        let ipv6 = try ranges(
            of: .ipv6,
            in: file,
            walk: SearchTreeWalk<UInt128>(excluded: ExcludedNetwork.disguisesOfIPv4)
        )
        return LocationRanges(locations: table.locations, ipv4: ipv4, ipv6: ipv6)
    }

    private mutating func ranges<Bits>(
        of family: AddressFamily,
        in file: borrowing MMDBFile,
        walk: SearchTreeWalk<Bits>
    ) throws(GeoDatabaseError) -> RangeMap<Bits, UInt32> {
        var map = RangeMap<Bits, UInt32>(everywhere: 0)
        try walk.run(file, family: family) { (address, offset) throws(GeoDatabaseError) in
            map.append(try index(of: offset, in: file), from: address)
        }
        return map
    }

    private mutating func index(
        of offset: UInt32?,
        in file: borrowing MMDBFile
    ) throws(GeoDatabaseError) -> UInt32 {
        guard let offset else { return 0 }
        networks += 1
        let slot = Int(offset) & (Self.recentCount - 1)
        if recent[slot].offset == offset { return recent[slot].index }
        let index: UInt32
        if let known = indicesByOffset[offset] {
            index = known
        } else {
            index = table.index(of: try file.location(at: offset))
            indicesByOffset[offset] = index
        }
        recent[slot] = Recent(offset: offset, index: index)
        return index
    }
}
