import Addressing
import Answering
import DNSWire
import Geography
import Routing
import TestSupport
import Testing

@Suite("Zones that change owner by owner")
struct EvolvingZoneTests {
    @Test("after every change a zone answers octet for octet as if it were compiled from nothing")
    func agreement() throws {
        let cases = GeneratedCases()
        print("seed \(cases.seed)")
        var totals = EvolvingWorld.Counts()
        for index in 0..<60 {
            var world = try EvolvingWorld(seed: cases.seed ^ UInt64(index) << 24)
            for step in 0..<25 {
                try world.change()
                if let difference = try world.difference() {
                    Issue.record("world \(index), step \(step): \(difference)")
                    return
                }
            }
            totals.add(world.counts)
        }
        print(totals)
        // Most changes are ordinary ones.
        #expect(totals.whole * 3 < totals.publications)
        #expect(totals.failures > 5)
        #expect(totals.routedReplies > 5000)
    }

    @Test("a name that changes again and again lets the zone grow by no more than its room")
    func growth() throws {
        let contents = try LargeZone.contents(names: 100)
        let fresh = try PublishedZone(contents).octetCount
        var zone = try EvolvingZone(contents)
        let changeCount = 10_000
        for change in 0..<changeCount {
            let address = "10.0.\(change / 250).\(change % 250)"
            let rrset = try LargeZone.address(address, ofName: change % 2)
            zone.set(OwnerContents(owner: rrset.owner, rrsets: [rrset]))
            #expect(try zone.publish().octetCount < 2 * fresh + 4096)
        }
        #expect(zone.wholeCompilationCount > 10)
        #expect(zone.wholeCompilationCount < changeCount / 50)
    }

    @Test("names that come and go leave nothing behind")
    func comingAndGoing() throws {
        let contents = try LargeZone.contents(names: 3)
        let fresh = try PublishedZone(contents).octetCount
        var zone = try EvolvingZone(contents)
        for round in 0..<20 {
            for number in 100..<300 {
                let rrset = try LargeZone.address("10.0.0.\(round)", ofName: number)
                zone.set(OwnerContents(owner: rrset.owner, rrsets: [rrset]))
            }
            _ = try zone.publish()
            for number in 100..<300 {
                let rrset = try LargeZone.address("10.0.0.0", ofName: number)
                zone.set(OwnerContents(owner: rrset.owner))
            }
            #expect(try zone.publish().octetCount < 2 * fresh + 4096)
        }
    }

    @Test("rules that change again and again leave one decision map behind")
    func rules() throws {
        var world = try EvolvingZone(LargeZone.contents(names: 10))
        var state = ServingState(
            zones: [world.published],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
        let codes = try ["CN", "DE", "US", "FR", "BR"].map { try #require(LocationCode($0)) }
        for step in 0..<200 {
            for number in 0...1 {
                let rrset = try LargeZone.address("10.0.0.\(number)", ofName: number)
                let here = RoutedRRset.Variant(
                    ttl: rrset.ttl,
                    records: rrset.records,
                    identifier: "\(step)"
                )
                let routed = RoutedRRset(
                    owner: rrset.owner,
                    type: .a,
                    alternatives: Alternatives(policy: .geolocation([codes[step % 5]])),
                    variants: [here]
                )
                world.set(OwnerContents(owner: rrset.owner, routedRRsets: [routed]))
            }
            state = state.replacing([try world.publish()])
            #expect(state.decisionMapCount == 1)
        }
        #expect(world.wholeCompilationCount < 20)
    }

    @Test("what is said of the zone as a whole outlasts every change, its apex's too")
    func wholeZone() throws {
        var contents = try LargeZone.contents(names: 100)
        contents.access = AccessRules(deny: [try #require(IPPrefix("10.0.0.0/8"))])
        contents.usesClientSubnet = false
        var zone = try EvolvingZone(contents)
        for owner in ["big.example.", "h0000001.big.example."] {
            var changed = OwnerContents(owner: try DomainName(presentation: owner))
            changed.rrsets = contents.plainRRsets.filter { $0.owner == changed.owner }
            changed.rrsets.append(try SampleWorld.rrset(["\(owner) 300 TXT new"]))
            zone.set(changed)
            let published = try zone.publish()
            #expect(published.access == contents.access)
            let state = ServingState(
                zones: [published],
                locations: .unknownEverywhere,
                options: AnswerOptions()
            )
            let query = ClientQuery(changed.owner, .txt).encoded
            let number = try #require(
                state.reply(to: query, from: .ipv4(1), over: .udp).outcome.zone
            )
            #expect(!state.usesClientSubnet(inZone: number))
        }
        #expect(zone.wholeCompilationCount == 1)
    }

    @Test("contents that cannot be published leave what was published, and are tried again")
    func failure() throws {
        var zone = try EvolvingZone(LargeZone.contents(names: 3))
        let before = zone.published
        let good = try LargeZone.address("10.9.9.9", ofName: 1)
        let mx = try SampleWorld.rrset(["h0000002.big.example. 300 MX 10 mail.example."])
        let bad = RRset(owner: mx.owner, type: .mx, ttl: mx.ttl, records: [RData(wire: [0, 1, 9])])
        zone.set(OwnerContents(owner: good.owner, rrsets: [good]))
        zone.set(OwnerContents(owner: bad.owner, rrsets: [bad]))
        let failure = PublishingError.badRecordData(owner: bad.owner, type: .mx)
        #expect(throws: failure) { try zone.publish() }
        #expect(zone.published === before)
        #expect(throws: failure) { try zone.publish() }
        zone.set(OwnerContents(owner: mx.owner, rrsets: [mx]))
        let after = try zone.publish()
        let state = ServingState(
            zones: [after],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
        for rrset in [good, mx] {
            let query = ClientQuery(rrset.owner, rrset.type).encoded
            let reply = try MessageReader.read(
                state.reply(to: query, from: .ipv4(1), over: .udp).octets
            )
            #expect(reply.answers.map(\.data.rdata) == rrset.records)
        }
    }
}
