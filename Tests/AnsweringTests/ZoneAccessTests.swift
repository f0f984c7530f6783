import Addressing
import Answering
import DNSWire
import Geography
import TestSupport
import Testing

@Suite("Zones that not all may ask")
struct ZoneAccessTests {
    private static let friend = IPAddress.ipv4(0x0a00_0001)
    private static let stranger = IPAddress.ipv4(0xc000_0201)

    private static func rules(_ allow: String = "10.0.0.0/8") throws -> AccessRules {
        AccessRules(allow: [try #require(IPPrefix(allow))], refusal: .drop)
    }

    private static func zone(
        _ apex: String,
        _ access: AccessRules? = nil,
        _ records: [String] = []
    ) throws -> PublishedZone {
        let soa = "\(apex) 900 SOA ns.example. h.example. 1 2 3 4 5"
        var contents = ZoneContents(
            apex: try DomainName(presentation: apex),
            rrsets: try ([soa] + records).map {
                try SampleWorld.rrset([$0])
            }
        )
        contents.access = access
        return try PublishedZone(contents)
    }

    private static func state(
        _ zones: [PublishedZone],
        _ options: AnswerOptions = AnswerOptions()
    ) -> ServingState {
        ServingState(zones: zones, locations: .unknownEverywhere, options: options)
    }

    /// Whether the zone at `apex`, which answers, would rather not.
    private static func refuses(
        _ apex: String,
        _ client: IPAddress,
        _ state: ServingState
    ) throws -> Bool {
        let query = ClientQuery(try DomainName(presentation: apex), .soa).encoded
        let zone = try #require(state.reply(to: query, from: client, over: .udp).outcome.zone)
        return state.refusal(of: client, byZone: zone) == .drop
    }

    @Test("a zone's own rules count, and change with the zone")
    func own() throws {
        let open = try Self.zone("open.example")
        var state = Self.state([open])
        #expect(!state.hasRestrictedZones)
        state = state.replacing([try Self.zone("closed.example", try Self.rules())])
        #expect(state.hasRestrictedZones)
        #expect(try Self.refuses("closed.example", Self.stranger, state))
        #expect(try !Self.refuses("closed.example", Self.friend, state))
        #expect(try !Self.refuses("open.example", Self.stranger, state))
        // Other zones come and go around it, and take the numbers of those that went.
        for number in 0..<300 { state = state.replacing([try Self.zone("z\(number).example")]) }
        state = state.replacing(removing: [open.apex])
        state = state.replacing([try Self.zone("open.example")])
        #expect(try Self.refuses("closed.example", Self.stranger, state))
        #expect(try !Self.refuses("open.example", Self.stranger, state))
        state = state.replacing([try Self.zone("closed.example", try Self.rules("192.0.2.0/24"))])
        #expect(try !Self.refuses("closed.example", Self.stranger, state))
        #expect(try Self.refuses("closed.example", Self.friend, state))
        state = state.replacing([try Self.zone("closed.example")])
        #expect(try !Self.refuses("closed.example", Self.friend, state))
        #expect(!state.hasRestrictedZones)
    }

    @Test("a zone that went takes its rules along")
    func removed() throws {
        let closed = try Self.zone("closed.example", try Self.rules())
        var state = Self.state([closed]).replacing(removing: [closed.apex])
        #expect(!state.hasRestrictedZones)
        for number in 0..<600 { state = state.replacing([try Self.zone("z\(number).example")]) }
        for number in 0..<600 {
            #expect(try !Self.refuses("z\(number).example", Self.stranger, state))
        }
    }

    @Test("the options count over the zone, for zones that come later too")
    func options() throws {
        var options = AnswerOptions()
        let apex = try DomainName(presentation: "A.example")
        options.zoneAccess = [apex: try Self.rules("192.0.2.0/24")]
        var state = Self.state([try Self.zone("b.example")], options)
        #expect(!state.hasRestrictedZones)
        state = state.replacing([try Self.zone("a.example", try Self.rules())])
        #expect(try Self.refuses("a.example", Self.friend, state))
        #expect(try !Self.refuses("a.example", Self.stranger, state))
        state = state.replacing(options: AnswerOptions())
        #expect(try Self.refuses("a.example", Self.stranger, state))
        #expect(try !Self.refuses("a.example", Self.friend, state))
    }

    @Test(
        "no CNAME or DNAME of another zone leads into it",
        arguments: ["www.open.example", "www.under.open.example"]
    )
    func chains(_ name: String) throws {
        let open = try Self.zone(
            "open.example",
            nil,
            [
                "www.open.example 60 CNAME www.closed.example",
                "under.open.example 60 DNAME closed.example",
            ]
        )
        let address = "www.closed.example 60 A 192.0.2.99"
        let query = ClientQuery(try DomainName(presentation: name), .a).encoded
        for (access, isFollowed) in [(nil, true), (try Self.rules(), false)] {
            let state = Self.state([open, try Self.zone("closed.example", access, [address])])
            for client in [Self.friend, Self.stranger] {
                let reply = state.reply(to: query, from: client, over: .udp).octets
                #expect(reply.suffix(4).elementsEqual([192, 0, 2, 99]) == isFollowed)
                #expect(reply[3] == 0 && reply[7] > 0)
            }
        }
    }
}
