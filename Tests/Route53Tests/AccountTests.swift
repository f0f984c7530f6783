import Route53
import Testing

@Suite("An account")
struct AccountTests {
    private let zone = HostedZoneEntry(
        id: ID("Z1"),
        name: "example.com.",
        callerReference: "one",
        createdAt: Timestamp(milliseconds: 0),
        ordinal: 1,
        nameServers: ["ns1.example.net"]
    )

    @Test("notes what was done to it, and takes it back")
    func undo() throws {
        var account = Account()
        account.put(.hostedZone(zone))
        let recordSet = RecordSetElement(
            name: "www.example.com.",
            type: "A",
            ttl: 60,
            records: ["192.0.2.1"]
        )
        account.put(.recordSet(recordSet, zone: zone.id))
        #expect(account.takeEdits().map(\.before) == [nil, nil])
        #expect(account.takeEdits().isEmpty)

        var other = recordSet
        other.ttl = 300
        account.put(.recordSet(other, zone: zone.id))
        account.remove(.recordSet(recordSet.key, zone: zone.id))
        account.remove(.hostedZone(zone.id))
        let edits = account.takeEdits()
        #expect(edits.count == 3)
        #expect(edits[0].before == .recordSet(recordSet, zone: zone.id))
        #expect(account.hostedZones[zone.id] == nil)

        account.undo(edits)
        #expect(account.hostedZones[zone.id]?.recordSets[recordSet.key] == recordSet)
        #expect(account.takeEdits().isEmpty)
    }

    @Test("lists entities in the order of their keys, from any of them")
    func order() {
        var table = EntityTable<ID<HostedZoneEntry>, Int>()
        for (text, value) in [("B", 2), ("A", 1), ("D", 4)] {
            #expect(table.set(ID(text), to: value) == nil)
        }
        #expect(table.set(ID("B"), to: 22) == 2)
        #expect(Array(table.values()) == [1, 22, 4])
        #expect(Array(table.values(from: ID("C"))) == [4])
        #expect(table.set(ID("A"), to: nil) == 1)
        #expect(table.keys.map(\.text) == ["B", "D"])
    }

    @Test("writes times as Route 53 does, and reads them")
    func times() {
        let time = Timestamp(milliseconds: 1_486_690_601_958)
        #expect("\(time)" == "2017-02-10T01:36:41.958Z")
        #expect(Timestamp("\(time)") == time)
    }
}
