package import Addressing

/// Where every address is: sorted, merged ranges of both families, each with an index into
/// `locations`. Made once, when a database is loaded.
package struct LocationRanges: Sendable {
    /// Every location that occurs, once. The first is always `.unknown`.
    package private(set) var locations: [Location]
    package private(set) var ipv4: RangeMap<UInt32, UInt32>
    package private(set) var ipv6: RangeMap<UInt128, UInt32>

    /// - Parameters:
    ///   - locations: every location once, `.unknown` first.
    ///   - ipv4: indices into `locations`.
    ///   - ipv6: indices into `locations`.
    package init(
        locations: [Location],
        ipv4: RangeMap<UInt32, UInt32>,
        ipv6: RangeMap<UInt128, UInt32>
    ) {
        precondition(locations.first == .unknown, "index 0 is the unknown location")
        self.locations = locations
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// No address has a known location.
    package static let unknownEverywhere = LocationRanges(
        locations: [.unknown],
        ipv4: RangeMap(everywhere: 0),
        ipv6: RangeMap(everywhere: 0)
    )

    /// The location of an address. An IPv4 address embedded in an IPv6 one counts in its stead
    /// (`IPAddress.geographic`).
    package func location(of address: IPAddress) -> Location {
        switch address.geographic.address {
        case .ipv4(let bits): locations[Int(ipv4[bits])]
        case .ipv6(let bits): locations[Int(ipv6[bits])]
        }
    }

    /// The widest network around an address in which every address has the same location; an
    /// embedded IPv4 address counts in its stead, as for `location(of:)`.
    package func network(around address: IPAddress) -> IPPrefix? {
        let geographic = address.geographic
        let length =
            switch geographic.address {
            case .ipv4(let bits):
                widestPrefixLength(around: bits, within: ipv4.bounds(at: ipv4.index(of: bits)))
            case .ipv6(let bits):
                widestPrefixLength(around: bits, within: ipv6.bounds(at: ipv6.index(of: bits)))
            }
        return IPPrefix(around: geographic.address, length: length)
    }
}
