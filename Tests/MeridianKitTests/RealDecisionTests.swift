import Addressing
import Answering
import CityDatabase
import DNSWire
import GeoIP
import Geography
import Routing
import TestSupport
import Testing

/// Decisions and scopes over the real country database, asked through `respond` as a resolver
/// with a client subnet asks, and held against the plain meaning of the rules.
@Suite("Decisions over the real database")
struct RealDecisionTests {
    @Test(
        "at every boundary the answer is right, and its scope exact and widest",
        arguments: [
            ["CN", "default"], ["CN"],
            ["CN", "HK", "US", "continent-AS", "continent-EU", "default"],
            ["continent-NA", "continent-OC", "DE", "TR"],
        ]
    )
    func boundaries(_ words: [String]) throws {
        let world = try GeographicWorld(rules: words)
        let asked = try world.checkBoundaries()
        print("{\(words.joined(separator: " "))}: \(asked) boundary addresses")
        #expect(asked > 1_000_000)
    }

    @Test(
        "so it is where locations differ in coordinates only, and next to networks of single /64",
        arguments: [["US", "default"], ["US-CA", "US-NY", "UA-11", "US", "continent-EU"]]
    )
    func cities(_ words: [String]) throws {
        let sample = CityWorld(
            .init(ipv4Networks: 20_000, ipv6Networks: 10_000, cities: 500),
            seed: 7
        )
        let directory = try TemporaryDirectory()
        let path = try directory.file("city.mmdb", try #require(sample.octets))
        let world = try GeographicWorld(rules: words, database: path)
        #expect(world.locations.locations.count { $0.coordinate != nil } > 400)
        #expect(try world.checkBoundaries() > 40_000)
    }

    @Test("so it is at random addresses, IPv4 in disguise and the places beside it included")
    func randomAddresses() throws {
        let world = try GeographicWorld(rules: ["CN", "continent-AS", "default"])
        var random = SeededRandom(seed: 0x67656f)
        for _ in 0..<100_000 {
            let ipv4: UInt32 = random.number(in: 0 ... .max)
            let high: UInt64 = random.number(in: 0 ... .max)
            let low: UInt64 = random.number(in: 0 ... .max)
            let anywhere = UInt128(high) << 64 | UInt128(low)
            for address in [
                .ipv4(ipv4), .ipv6(0xffff << 32 | UInt128(ipv4)),
                .ipv6(0x0064_ff9b << 96 | UInt128(ipv4)), .ipv6(anywhere >> 3 | 1 << 125),
                .ipv6(anywhere), .ipv6(UInt128(0x2002) << 112 | anywhere >> 16),
                .ipv6(anywhere >> (UInt128(ipv4) % 128)),
            ] as [IPAddress] {
                try world.check(address)
            }
        }
    }

    @Test("the answer to a random address is the one that libmaxminddb's record calls for")
    func library() throws {
        let world = try GeographicWorld(rules: ["CN", "DE", "US", "default"])
        let file = try MMDBFile(path: Checkout.countryDatabase())
        var random = SeededRandom(seed: 0x6d6d_6462)
        var matched = 0
        for _ in 0..<100_000 {
            let address = IPAddress.ipv4(random.number(in: 0 ... .max))
            var country = "default"
            if let offset = try file.lookUp(address).value,
                case .string(let code) = try file.value(at: offset)["country"]?["iso_code"],
                ["CN", "DE", "US"].contains(code)
            {
                country = code
                matched += 1
            }
            #expect(try world.answer(address).word == country, "\(address)")
        }
        #expect(matched > 10_000)
    }
}

/// The country database, and a name whose answer tells which rule was taken.
private struct GeographicWorld {
    let locations: LocationRanges
    private let codes: [LocationCode]
    private let state: ServingState
    /// The rules that match a client, best first: what must be equal all over a scope. Each list
    /// stands once in `lists`, and the maps lead to it.
    private let lists: [[Int]]
    private let ipv4: RangeMap<UInt32, Int>
    private let ipv6: RangeMap<UInt128, Int>
    private let name: DomainName

    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    init(rules words: [String], database: String? = nil) throws {
        locations = try GeoDatabase(path: database ?? Checkout.countryDatabase()).ranges
        codes = try words.map { try #require(LocationCode($0)) }
        let codes = codes
        let candidates = locations.locations.map { location in
            codes.indices.filter { codes[$0].matches(location) }
                .sorted { codes[$0].rank < codes[$1].rank }
        }
        let lists = Array(Set(candidates))
        let numbers = candidates.map { lists.firstIndex(of: $0) ?? -1 }
        self.lists = lists
        ipv4 = locations.ipv4.mapValues { numbers[Int($0)] }
        ipv6 = locations.ipv6.mapValues { numbers[Int($0)] }
        name = try DomainName(presentation: "geo.example.com")
        let name = name
        let apex = try DomainName(presentation: "example.com")
        let zone = ZoneContents(
            apex: apex,
            rrsets: [
                try SampleWorld.rrset([
                    "example.com. 900 SOA ns.example.com. h.example.com. 1 2 3 4 5"
                ])
            ],
            routedRRsets: [
                RoutedRRset(
                    owner: name,
                    type: .a,
                    alternatives: Alternatives(policy: .geolocation(codes)),
                    variants: try codes.indices.map { index in
                        let lines = ["geo.example.com. 60 A 192.0.2.\(index)"]
                        return RoutedRRset.Variant(
                            ttl: try #require(TTL(seconds: 60)),
                            records: try SampleWorld.rrset(lines).records,
                            identifier: words[index]
                        )
                    }
                )
            ]
        )
        state = try ServingState(zones: [zone], locations: locations, options: AnswerOptions())
    }

    /// The rule behind the answer to a client at `address`, nil for none, and the scope.
    func answer(_ address: IPAddress) throws -> (rule: Int?, scope: Int, word: String) {
        let prefix = try #require(IPPrefix(around: address, length: address.family.bitWidth))
        let opt = OPTRecord(options: [ClientSubnet(prefix).option])
        let query = ClientQuery(name, .a, opt: opt).encoded
        let reply = state.reply(to: query, from: .ipv4(0x7f00_0001), over: .udp, room: 512).octets
        // OPT stands last with the client subnet as its only option: SCOPE, then the address.
        let scope = Int(reply[reply.count - address.family.bitWidth / 8 - 1])
        guard reply[7] == 1 else { return (nil, scope, "none") }
        let optLength = 11 + 8 + address.family.bitWidth / 8
        let rule = Int(reply[reply.count - optLength - 1])
        return (rule, scope, codes[rule].description)
    }

    /// Checks both ends of every range; returns how many addresses that were.
    func checkBoundaries() throws -> Int {
        var asked = 0
        for index in 0..<locations.ipv4.count {
            let bounds = locations.ipv4.bounds(at: index)
            for bits in Set([bounds.lowerBound, bounds.upperBound]) {
                try check(.ipv4(bits))
                asked += 1
            }
        }
        for index in 0..<locations.ipv6.count {
            let bounds = locations.ipv6.bounds(at: index)
            for bits in Set([bounds.lowerBound, bounds.upperBound]) {
                try check(.ipv6(bits))
                asked += 1
            }
        }
        return asked
    }

    func check(_ address: IPAddress) throws {
        let (rule, scope, _) = try answer(address)
        let expected = lists[list(at: address)]
        guard rule == expected.first else {
            throw Fault(description: "\(address): rule \(rule ?? -1), expected \(expected)")
        }
        guard let prefix = IPPrefix(around: address, length: scope) else {
            throw Fault(description: "\(address): scope \(scope)")
        }
        guard isUniform(prefix) else {
            throw Fault(description: "\(address): not everybody in \(prefix) gets the same")
        }
        guard scope > 0, let wider = IPPrefix(around: address, length: scope - 1) else { return }
        guard !isUniform(wider) else {
            throw Fault(description: "\(address): \(wider) would do, and the scope is \(scope)")
        }
    }

    private func list(at address: IPAddress) -> Int {
        switch address.geographic.address {
        case .ipv4(let bits): ipv4[bits]
        case .ipv6(let bits): ipv6[bits]
        }
    }

    /// True if everybody in `prefix` has the same list: its first and its last address lie in the
    /// same range of merged lists, and none of it is looked up in the other family.
    private func isUniform(_ prefix: IPPrefix) -> Bool {
        let inner = prefix.geographic
        switch (inner.address, inner.lastAddress) {
        case (.ipv4(let first), .ipv4(let last)):
            return ipv4.index(of: first) == ipv4.index(of: last)
        case (.ipv6(let first), .ipv6(let last)):
            let networks = GeographicAddress.ipv6NetworksOfIPv4
            return !networks.contains { $0.overlaps(first...last) }
                && ipv6.index(of: first) == ipv6.index(of: last)
        default: return false
        }
    }
}
