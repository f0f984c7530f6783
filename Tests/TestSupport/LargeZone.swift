package import Answering
package import DNSWire

/// Zones of as many names as are wanted, each with an address, to see what zones cost.
package enum LargeZone {
    /// The names `h0000000`, `h0000001`, … of a zone.
    package static func contents(names: Int, apex: String = "big.example") throws -> ZoneContents {
        let apexName = try DomainName(presentation: apex)
        var table = RRsetTable(expecting: names)
        let soa = "\(apex). 900 SOA ns.\(apex). host.\(apex). 1 7200 900 1209600 300"
        let servers = ["\(apex). 900 NS ns1.example.net.", "\(apex). 900 NS ns2.example.net."]
        try table.add(SampleWorld.rrset([soa]))
        try table.add(SampleWorld.rrset(servers))
        let ttl = TTL(wire: 300)
        let prototype = try DomainName(presentation: "h0000000.\(apex)").wire
        for number in 0..<names {
            var owner = prototype
            var rest = number
            for position in (2...8).reversed() {
                owner[position] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            let address = [
                10, UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255),
            ]
            let set = try table.addSet(of: table.addOwner(owner.span), .a, ttl)
            try table.append(address.span, to: set)
        }
        return ZoneContents(apex: apexName, rrsets: table)
    }

    /// What takes the place of the address of one of the names.
    package static func address(
        _ address: String,
        ofName number: Int,
        apex: String = "big.example"
    ) throws -> RRset {
        let digits = String(number)
        let label = "h" + String(repeating: "0", count: 7 - digits.count) + digits
        return try SampleWorld.rrset(["\(label).\(apex). 300 A \(address)"])
    }

    package static func published(names: Int, apex: String = "big.example") throws
        -> PublishedZone
    {
        try PublishedZone(contents(names: names, apex: apex))
    }
}
