package import Addressing
package import Geography

/// Networks whose location the operator states. They override the database, which is then not
/// needed at all; inside a network a longer one wins, in whatever order they are given.
///
/// A network inside ::ffff:0:0/96 or 64:ff9b::/96 is the embedded IPv4 network (clients in either
/// are looked up as IPv4, see `IPAddress.geographic`); a larger network around these says nothing
/// of IPv4. A network with location `.unknown` has none, whatever the database says.
package struct OwnNetworks: Sendable {
    package struct Network: Sendable, Hashable {
        package let prefix: IPPrefix
        package let location: Location

        package init(_ prefix: IPPrefix, _ location: Location) {
            self.prefix = prefix
            self.location = location
        }
    }

    /// The same network stands twice in the list.
    package struct Duplicate: Error, Hashable, CustomStringConvertible {
        /// Indices into the list.
        package let first: Int
        package let second: Int
        package let prefix: IPPrefix

        package var description: String {
            "the network \(prefix) is given twice; expected each network once"
        }
    }

    private let overlay: LocationOverlay

    package init(_ networks: [Network]) throws(Duplicate) {
        overlay = try LocationOverlay(networks)
    }

    package func laid(over base: LocationRanges) -> LocationRanges { overlay.laid(over: base) }
}

extension LocationOverlay {
    init(_ networks: [OwnNetworks.Network]) throws(OwnNetworks.Duplicate) {
        var table = LocationTable()
        var ipv4: [NestedNetwork<UInt32>] = []
        var ipv6: [NestedNetwork<UInt128>] = []
        for (position, network) in networks.enumerated() {
            let prefix = network.prefix.geographic
            let value = table.index(of: network.location)
            switch (prefix.address, prefix.lastAddress) {
            case (.ipv4(let first), .ipv4(let last)):
                ipv4.append(.init(first: first, last: last, value: value, position: position))
            case (.ipv6(let first), .ipv6(let last)):
                ipv6.append(.init(first: first, last: last, value: value, position: position))
            case (.ipv4, .ipv6), (.ipv6, .ipv4):
                preconditionFailure("both ends of a network are of one family")
            }
        }
        do throws(NestedNetworksClash) {
            self.ipv4 = try RangeMap(nested: ipv4)
            self.ipv6 = try RangeMap(nested: ipv6)
        } catch {
            throw .init(
                first: error.first,
                second: error.second,
                prefix: networks[error.second].prefix
            )
        }
        locations = table.locations
    }
}

/// A network among others: two of them are apart, or one lies inside the other.
private struct NestedNetwork<Bits: FixedWidthInteger & UnsignedInteger> {
    let first: Bits
    let last: Bits
    let value: UInt32
    /// Where it stands in the operator's list.
    let position: Int
}

/// Two networks of the list are the same.
private struct NestedNetworksClash: Error {
    let first: Int
    let second: Int
}

extension RangeMap where Value == UInt32? {
    /// The map in which the innermost network around an address decides.
    fileprivate init(nested networks: [NestedNetwork<Bits>]) throws(NestedNetworksClash) {
        self.init(everywhere: nil)
        // Outer networks come before those inside them, equal ones in the operator's order.
        let sorted = networks.sorted {
            ($0.first, $1.last, $0.position) < ($1.first, $0.last, $1.position)
        }
        var around: [NestedNetwork<Bits>] = []
        for network in sorted {
            while let ended = around.last, ended.last < network.first {
                around.removeLast()
                append(around.last?.value, from: ended.last + 1)
            }
            if let outer = around.last, outer.first == network.first, outer.last == network.last {
                throw NestedNetworksClash(first: outer.position, second: network.position)
            }
            around.append(network)
            append(network.value, from: network.first)
        }
        while let ended = around.popLast(), ended.last < .max {
            append(around.last?.value, from: ended.last + 1)
        }
    }
}
