import Addressing
package import Answering
package import DNSWire
import Geography
import Routing

/// A small world in which a query of every kind has something to meet: what benchmarks, the
/// allocation count and the fuzzer ask.
package enum SampleWorld {
    /// Thrown if a line of the sample does not say what a record line says.
    package struct BadLine: Error {
        package let line: String
    }

    package static func state() throws -> ServingState {
        var options = AnswerOptions()
        options.cookieSecret = (0..<16).map { UInt8($0) }
        options.previousCookieSecret = (16..<32).map { UInt8($0) }
        options.nsid = Array("sample".utf8)
        options.serverID = "sample"
        options.version = "1"
        return try ServingState(
            zones: zones() + [policies()],
            locations: locations(),
            options: options,
            health: health
        )
    }

    /// An RRset from lines `owner TTL TYPE RDATA` of equal owner, TTL and type.
    package static func rrset(_ lines: [String]) throws -> RRset {
        var rrset: RRset?
        for line in lines {
            let fields = line.split(separator: " ", maxSplits: 3)
            guard fields.count == 4, let seconds = Int(fields[1]), let ttl = TTL(seconds: seconds),
                let type = RRType(mnemonic: fields[2])
            else { throw BadLine(line: line) }
            var values = try PresentationFields(splitting: fields[3])
            let data = try RecordData(type: type, from: &values).rdata
            let owner = try DomainName(presentation: fields[0])
            rrset = rrset ?? RRset(owner: owner, type: type, ttl: ttl, records: [])
            rrset?.records.append(data)
        }
        guard let rrset else { throw BadLine(line: "") }
        return rrset
    }

    private static func zones() throws -> [ZoneContents] {
        let plain = try example.map { try rrset($0.split(separator: "\n").map(String.init)) }
        let routed = try [
            geolocation("www.example.com", .cname, "abc.cloudfront.cn.", "xyz.cloudfront.net."),
            geolocation("geo.example.com", .a, "192.0.2.86", "192.0.2.1"),
            geolocation("*.routed.example.com", .txt, "\"china\"", nil),
        ]
        let other = try other.map { try rrset([$0]) }
        return [
            ZoneContents(
                apex: try DomainName(presentation: "example.com"),
                rrsets: plain,
                routedRRsets: routed
            ),
            ZoneContents(
                apex: try DomainName(presentation: "example.net"),
                usesClientSubnet: false,
                rrsets: other
            ),
        ]
    }

    /// Record sets for China and, if `others` is not nil, for the rest of the world.
    private static func geolocation(
        _ owner: String,
        _ type: RRType,
        _ china: String,
        _ others: String?
    ) throws -> RoutedRRset {
        guard let country = Country("CN") else { throw BadLine(line: "CN") }
        var codes: [LocationCode] = [.country(country)]
        var variants = [try variant("\(owner) 300 \(type) \(china)", "CN")]
        if let others {
            codes.append(.default)
            variants.append(try variant("\(owner) 300 \(type) \(others)", "default"))
        }
        return RoutedRRset(
            owner: try DomainName(presentation: owner),
            type: type,
            alternatives: Alternatives(policy: .geolocation(codes)),
            variants: variants
        )
    }

    private static func variant(_ line: String, _ identifier: String) throws
        -> RoutedRRset.Variant
    {
        let rrset = try rrset([line])
        return RoutedRRset.Variant(
            ttl: rrset.ttl,
            records: rrset.records,
            identifier: identifier
        )
    }

    /// Every tenth /12 of IPv4 and every tenth /28 of 2000::/3 is China.
    private static func locations() -> LocationRanges {
        var ipv4 = RangeMap<UInt32, UInt32>(everywhere: 0)
        for block in 0..<UInt32(4096) { ipv4.append(block % 10 == 4 ? 1 : 0, from: block << 20) }
        var ipv6 = RangeMap<UInt128, UInt32>(everywhere: 0)
        for block in 0..<UInt128(1 << 14) {
            ipv6.append(block % 10 == 4 ? 1 : 0, from: 1 << 125 | block << 100)
        }
        let china = Country("CN").map { Location(country: $0) } ?? .unknown
        return LocationRanges(locations: [.unknown, china], ipv4: ipv4, ipv6: ipv6)
    }

    private static let example =
        [
            "example.com. 900 SOA ns1.example.com. hostmaster.example.com. 1 7200 900 1209600 86400",
            "example.com. 3600 NS ns1.example.com.\nexample.com. 3600 NS ns2.example.com.",
            "example.com. 3600 MX 10 mail.example.com.\nexample.com. 3600 MX 20 mail.example.net.",
            "ns1.example.com. 3600 A 192.0.2.53", "ns1.example.com. 3600 AAAA 2001:db8::53",
            "ns2.example.com. 3600 A 198.51.100.53", "mail.example.com. 3600 A 192.0.2.25",
            "plain.example.com. 300 A 192.0.2.80\nplain.example.com. 300 A 192.0.2.81",
            "plain.example.com. 300 TXT \"a text\" \"of two strings\"",
            "alias.example.com. 300 CNAME plain.example.com.",
            "tailored.example.com. 300 CNAME www.example.com.",
            "away.example.com. 300 CNAME www.example.org.",
            "across.example.com. 300 CNAME www.example.net.",
            "loop.example.com. 300 CNAME pool.example.com.",
            "pool.example.com. 300 CNAME loop.example.com.",
            "*.wild.example.com. 300 A 192.0.2.99",
            "_sip._udp.example.com. 300 SRV 1 2 5060 mail.example.com.",
            "host.deep.tree.example.com. 300 AAAA 2001:db8::1",
            "svc.example.com. 300 HTTPS 1 mail.example.com. alpn=h2,h3",
            "sub.example.com. 3600 NS ns1.sub.example.com.\nsub.example.com. 3600 NS ns.example.org.",
            "sub.example.com. 3600 DS 12345 13 2 "
                + "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
            "ns1.sub.example.com. 3600 A 203.0.113.53",
            "moved.example.com. 300 DNAME wild.example.com.",
            "long.example.com. 300 DNAME "
                + [String](repeating: String(repeating: "l", count: 60), count: 3)
                .joined(separator: ".") + ".example.com.",
        ] + [large]

    /// An RRset that no UDP reply of the usual size holds.
    private static let large = (0..<60).map { "large.example.com. 300 TXT \"line number \($0)\"" }
        .joined(separator: "\n")

    private static let other = [
        "example.net. 900 SOA ns1.example.net. hostmaster.example.net. 1 7200 900 1209600 300",
        "example.net. 3600 NS ns1.example.net.", "ns1.example.net. 3600 A 192.0.2.54",
        "www.example.net. 60 A 192.0.2.90",
    ]
}
