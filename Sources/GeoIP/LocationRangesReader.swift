import Addressing
import Geography

/// Turns the search tree of a database into ranges. Each record of the data section is decoded
/// once, however many networks share it.
struct LocationRangesReader: ~Copyable {
    /// Networks with a record, before neighbours of equal location are merged.
    private(set) var networks = 0
    private var table = LocationTable()
    private var indices = OffsetTable()
    /// Nodes of the tree that are not walked yet, as long as none is walked twice.
    private var nodesLeft = 0

    mutating func read(_ file: borrowing MMDBFile) throws(GeoDatabaseError) -> LocationRanges {
        nodesLeft = Int(file.metadata.nodeCount)
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
        // A tree has one leaf more than nodes; the library has seen that the file holds as many as it
        // says. Room that stays empty takes no memory.
        map.reserveCapacity(nodesLeft + 1)
        let walked = try walk.run(file, family: family) {
            (address, offset) throws(GeoDatabaseError) in
            map.append(try index(of: offset, in: file), from: address)
        }
        nodesLeft = max(0, nodesLeft - walked)
        return map
    }

    private mutating func index(
        of offset: UInt32?,
        in file: borrowing MMDBFile
    ) throws(GeoDatabaseError) -> UInt32 {
        guard let offset else { return 0 }
        networks += 1
        if let known = indices[offset] { return known }
        let index = table.index(of: try file.location(at: offset))
        indices.insert(index, at: offset)
        return index
    }
}
