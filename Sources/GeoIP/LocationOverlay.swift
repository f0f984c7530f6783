import Addressing
import Geography

/// Locations of some addresses. Laid over `LocationRanges`, they win where they say something.
struct LocationOverlay: Sendable {
    var locations: [Location] = [.unknown]
    /// Indices into `locations`; nil where the overlay says nothing. Index 0 says "unknown".
    var ipv4 = RangeMap<UInt32, UInt32?>(everywhere: nil)
    var ipv6 = RangeMap<UInt128, UInt32?>(everywhere: nil)

    private var saysNothing: Bool {
        ipv4.values.allSatisfy { $0 == nil } && ipv6.values.allSatisfy { $0 == nil }
    }

    func laid(over base: LocationRanges) -> LocationRanges {
        // Then both share their ranges.
        if saysNothing { return base }
        var table = LocationTable(base.locations)
        let indices = locations.map { table.index(of: $0) }
        return LocationRanges(
            locations: table.locations,
            ipv4: base.ipv4.overlaid(by: ipv4.mapValues { $0.map { indices[Int($0)] } }),
            ipv6: base.ipv6.overlaid(by: ipv6.mapValues { $0.map { indices[Int($0)] } })
        )
    }
}
