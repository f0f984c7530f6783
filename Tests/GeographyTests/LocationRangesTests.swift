import Addressing
import Geography
import Testing

@Suite("Location ranges")
struct LocationRangesTests {
    private func ranges() throws -> LocationRanges {
        var ipv4 = RangeMap<UInt32, UInt32>(everywhere: 0)
        ipv4.append(1, from: 0xc000_0200)
        ipv4.append(0, from: 0xc000_0300)
        var ipv6 = RangeMap<UInt128, UInt32>(everywhere: 0)
        ipv6.append(2, from: 0x2001_0db8 << 96)
        ipv6.append(0, from: 0x2001_0db9 << 96)
        let china = Location(country: try #require(Country("CN")))
        let europe = Location(continent: .europe)
        return LocationRanges(locations: [.unknown, china, europe], ipv4: ipv4, ipv6: ipv6)
    }

    @Test(
        "IPv4 counts wherever it is embedded in IPv6",
        arguments: [
            ("192.0.2.77", "CN"), ("::ffff:192.0.2.77", "CN"), ("64:ff9b::192.0.2.77", "CN"),
            ("192.0.3.0", "none"), ("64:ff9b::192.0.3.0", "none"), ("2001:db8::1", "continent-EU"),
            ("2001:db9::", "none"), ("::192.0.2.77", "none"), ("2002:c000:24d::1", "none"),
        ]
    )
    func location(_ address: String, _ word: String) throws {
        let address = try #require(IPAddress(address))
        #expect(try ranges().location(of: address).description == word)
    }
}
