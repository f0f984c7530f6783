import Addressing
import Answering
import DNSWire
import Geography
import Routing
import TestSupport
import Testing

@Suite("States made from states")
struct ServingStateTests {
    @Test("zones put in, replaced and taken out at random are those that a dictionary has")
    func replacing() throws {
        var random = SeededRandom(seed: 0x7ab1e)
        var state = ServingState(
            zones: [PublishedZone](),
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
        var served: [DomainName: Served] = [:]
        for step in 0..<150 {
            let changes = step % 30 == 0 ? 200 : random.number(in: 0...6)
            var put: [PublishedZone] = []
            var removed: Set<DomainName> = []
            for change in 0..<changes {
                let apex = try Self.apex(random.number(in: 0...499))
                if random.chance(step % 50 < 25 ? 30 : 70) {
                    removed.insert(apex)
                } else {
                    let code = random.pick(Self.codes)
                    put.append(try Self.zone(apex, revision: step * 1000 + change, code))
                }
            }
            for apex in removed { served[apex] = nil }
            let numbers = served.mapValues(\.number)
            state = state.replacing(put, removing: Array(removed))
            for zone in put { served[zone.apex] = Served(zone: zone) }
            for (apex, entry) in served {
                let number = try #require(try Self.number(of: apex, in: state))
                if let old = numbers[apex] { #expect(number == old) }
                #expect(state.zone(number) === entry.zone)
                served[apex]?.number = number
            }
            #expect(state.zoneCount == served.count)
            #expect(Set(state.zones.map(\.apex)) == Set(served.keys))
            for apex in removed where served[apex] == nil {
                #expect(try Self.number(of: apex, in: state) == nil)
                #expect(state.zone(at: apex) == nil)
            }
            #expect(Set(served.values.map(\.number)).count == served.count)
        }
        #expect(served.count > 50)
    }

    private struct Served {
        var zone: PublishedZone
        var number: Int?
    }

    @Test("each zone decides by its own rules, and a map without a zone goes")
    func decisionMaps() throws {
        var random = SeededRandom(seed: 0xdec1de)
        var state = ServingState(
            zones: [PublishedZone](),
            locations: try Self.locations(0),
            options: AnswerOptions()
        )
        var codes: [DomainName: LocationCode] = [:]
        var country = 0
        for step in 0..<200 {
            let apex = try Self.apex(random.number(in: 0...9))
            if random.chance(40) {
                codes[apex] = nil
                state = state.replacing(removing: [apex])
            } else {
                let code = random.pick(Self.codes)
                codes[apex] = code
                state = state.replacing([try Self.zone(apex, revision: step, code)])
            }
            if random.chance(20) {
                country = random.number(in: 0...(Self.codes.count - 1))
                state = state.replacing(locations: try Self.locations(country))
            }
            #expect(state.decisionMapCount == Set(codes.values).count)
            for (apex, code) in codes {
                let isThere = code == Self.codes[country]
                let choice = try #require(try Self.outcome(apex, ["www"], .a, state).choice)
                #expect(state.alternative(choice) == (isThere ? "there" : nil))
            }
        }
    }

    @Test("a change of the options or the locations leaves the zones as they are")
    func otherChanges() throws {
        let zone = try Self.zone(Self.apex(1), revision: 1, Self.codes[0])
        let state = ServingState(
            zones: [zone],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
        var options = AnswerOptions()
        options.udpSize = 1400
        let second = state.replacing(options: options)
        #expect(second.options.udpSize == 1400)
        #expect(second.zone(at: zone.apex) === zone)
        let third = second.replacing(locations: try Self.locations(0))
        #expect(third.options.udpSize == 1400)
        #expect(third.zone(at: zone.apex) === zone)
    }

    @Test(
        "a zone's own word on the client subnet wins over the server's",
        arguments: [
            (nil, true, true), (nil, false, false), (false, true, false), (true, false, true),
        ] as [(Bool?, Bool, Bool)]
    )
    func clientSubnet(_ zones: Bool?, _ servers: Bool, isUsed: Bool) throws {
        let apex = try Self.apex(1)
        let zone = try Self.zone(apex, revision: 1, Self.codes[0], usesClientSubnet: zones)
        var ranges = RangeMap<UInt32, UInt32>(everywhere: 0)
        ranges.append(1, from: 0x8000_0000)
        let there = Location(country: try #require(Country("CN")))
        let state = ServingState(
            zones: [zone],
            locations: LocationRanges(
                locations: [.unknown, there],
                ipv4: ranges,
                ipv6: .init(everywhere: 0)
            ),
            options: AnswerOptions()
        )
        var options = AnswerOptions()
        options.usesClientSubnet = servers
        let subnet = ClientSubnet(try #require(IPPrefix("200.0.2.0/24")))
        let query = ClientQuery(
            try DomainName(presentation: "www.\(apex)"),
            .a,
            opt: OPTRecord(options: [subnet.option])
        )
        let outcome = state.replacing(options: options)
            .reply(to: query.encoded, from: .ipv4(1), over: .udp).outcome
        #expect((outcome.replyClass == .answer) == isUsed)
    }

    private static let codes = ["CN", "DE", "US", "FR", "BR"].compactMap { LocationCode($0) }

    /// Every address is in the country with this number.
    private static func locations(_ country: Int) throws -> LocationRanges {
        let names = ["CN", "DE", "US", "FR", "BR"]
        let location = Location(country: try #require(Country(names[country])))
        return LocationRanges(
            locations: [.unknown, location],
            ipv4: .init(everywhere: 1),
            ipv6: .init(everywhere: 1)
        )
    }

    /// Every third is below the one before it.
    private static func apex(_ number: Int) throws -> DomainName {
        let name = number % 3 == 2 ? "sub.z\(number - 1)" : "z\(number)"
        return try DomainName(presentation: "\(name).example")
    }

    /// A zone with an address for those in one place.
    private static func zone(
        _ apex: DomainName,
        revision: Int,
        _ code: LocationCode,
        usesClientSubnet: Bool? = nil
    ) throws -> PublishedZone {
        let soa = "\(apex) 900 SOA ns.example. h.example. \(revision) 2 3 4 5"
        let address = try SampleWorld.rrset(["www.\(apex) 60 A 192.0.2.1"])
        return try PublishedZone(
            ZoneContents(
                apex: apex,
                usesClientSubnet: usesClientSubnet,
                rrsets: [try SampleWorld.rrset([soa])],
                routedRRsets: [
                    RoutedRRset(
                        owner: address.owner,
                        type: .a,
                        alternatives: Alternatives(policy: .geolocation([code])),
                        variants: [
                            .init(ttl: address.ttl, records: address.records, identifier: "there")
                        ]
                    )
                ]
            )
        )
    }

    /// The number of the zone that answers for `apex`, if the apex is its own.
    private static func number(of apex: DomainName, in state: ServingState) throws -> Int? {
        let number = try outcome(apex, [], .soa, state).zone
        guard let number, let zone = state.zone(number), zone.apex == apex else { return nil }
        return number
    }

    private static func outcome(
        _ apex: DomainName,
        _ labels: [String],
        _ type: RRType,
        _ state: ServingState
    ) throws -> Outcome {
        let name = try labels.reversed().reduce(apex) { try $0.prepending(Array($1.utf8)) }
        return state.reply(to: ClientQuery(name, type).encoded, from: .ipv4(1), over: .udp).outcome
    }
}

extension ServingState {
    /// The identifier of the alternative that was chosen.
    fileprivate func alternative(_ choice: Outcome.Choice) -> String? {
        explain(choice, for: .ipv4(1), random: 0).chosen.first?.setIdentifier
    }
}
