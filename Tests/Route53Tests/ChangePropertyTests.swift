import DNSWire
import HostedZones
import Route53
import TestSupport
import Testing

/// Random batches on random small zones: what the account makes of them is what a plain model makes
/// of them, and what the checks of whole zones accept.
@Suite("Random batches")
struct ChangePropertyTests {
    typealias Change = (action: RecordSetAction, recordSet: RecordSetElement)

    private static let names = ["example.com", "a", "b", "c.b", "*.b"].map {
        $0 == "example.com" ? $0 : "\($0).example.com"
    }

    private static func recordSet(
        in zone: ID<HostedZoneEntry>,
        _ random: inout SeededRandom
    ) -> RecordSetElement {
        let name = names[Int.random(in: 0..<names.count, using: &random)]
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return records(name, "CNAME", ["target.example.net"])
        case 1: return records(name, "NS", ["ns.example.net"])
        case 2, 3: return a(name)
        case 4, 5:
            let identifier = ["one", "two"][Int.random(in: 0..<2, using: &random)]
            return weighted(name, identifier) { $0.ttl = Int.random(in: 60...61, using: &random) }
        case 6:
            let country = ["CN", "*"][Int.random(in: 0..<2, using: &random)]
            return a(name) { element in
                element.setIdentifier = ["one", "two"][Int.random(in: 0..<2, using: &random)]
                element.geoLocation = GeoLocationElement(countryCode: country)
            }
        default:
            let target = names[Int.random(in: 0..<names.count, using: &random)]
            return alias(name, to: target, in: zone) { element in
                guard Bool.random(using: &random) else { return }
                element.setIdentifier = ["one", "two"][Int.random(in: 0..<2, using: &random)]
                element.weight = 1
            }
        }
    }

    /// What the batch would make of the record sets; nil if a change cannot be done.
    private static func model(
        _ changes: [Change],
        on before: [RecordSetElement]
    ) -> [RecordSetElement]? {
        var model = before
        var seen: [RecordSetKey: [RecordSetAction]] = [:]
        for (action, sent) in changes {
            var element = sent
            element.name = listed(sent.name)
            if let target = sent.aliasTarget {
                element.aliasTarget?.dnsName = listed(target.dnsName)
                let isThere = model.contains {
                    $0.name == listed(target.dnsName) && $0.type == sent.type
                }
                if action != .delete, !isThere { return nil }
            }
            let earlier = seen[element.key] ?? []
            guard earlier.isEmpty || (earlier == [.delete] && action == .create) else { return nil }
            seen[element.key, default: []].append(action)
            let place = model.firstIndex { $0.key == element.key }
            switch (action, place) {
            case (.create, nil), (.upsert, nil): model.append(element)
            case (.upsert, let place?): model[place] = element
            case (.delete, let place?) where model[place] == element: model.remove(at: place)
            default: return nil
            }
        }
        return model
    }

    private static func listed(_ name: String) -> String {
        name.replacing("*", with: #"\052"#) + "."
    }

    private static func isGood(_ recordSets: [RecordSetElement]) throws -> Bool {
        let zone = try HostedZone(
            name: DomainName(presentation: "example.com"),
            recordSets: recordSets.map { try $0.resourceRecordSet() }
        )
        return !ZoneChecks.problems(of: zone).contains { $0.severity == .error }
    }

    @Test(
        "are accepted if and only if the zone they make is good, and undone whole",
        arguments: 0..<40
    )
    func batches(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var fixture = try ZoneFixture()
        var accepted = 0
        for _ in 0..<60 {
            let zone = try #require(fixture.account.hostedZones[fixture.zone])
            let before = Array(zone.recordSets.all)
            let changes = (0..<Int.random(in: 1...4, using: &random)).map { _ -> Change in
                if Bool.random(using: &random), let old = before.randomElement(using: &random) {
                    var sent = old
                    sent.name = String(old.name.dropLast())
                    return (.delete, sent)
                }
                let action: RecordSetAction = Bool.random(using: &random) ? .create : .upsert
                return (action, Self.recordSet(in: fixture.zone, &random))
            }.map { change -> Change in
                // Listed names are taken as well as those that people write.
                var change = change
                change.recordSet.name = change.recordSet.name.replacing(#"\052"#, with: "*")
                if let target = change.recordSet.aliasTarget?.dnsName {
                    let name = target.hasSuffix(".") ? String(target.dropLast()) : target
                    change.recordSet.aliasTarget?.dnsName = name.replacing(#"\052"#, with: "*")
                }
                return change
            }
            let expected = try Self.model(changes, on: before).flatMap { model in
                try Self.isGood(model) ? model : nil
            }
            _ = fixture.account.takeEdits()
            let told = refusal { () throws(AccountError) in
                try fixture.change(changes.map { ($0.action, $0.recordSet) })
            }
            #expect((told == nil) == (expected != nil), "\(changes): \(String(describing: told))")
            let after = try #require(fixture.account.hostedZones[fixture.zone]).recordSets.all
            #expect(Set(after) == Set(expected ?? before))
            let edits = fixture.account.takeEdits()
            guard told == nil else {
                #expect(edits.isEmpty)
                continue
            }
            accepted += 1
            var undone = fixture.account
            undone.undo(edits)
            #expect(undone.hostedZones[fixture.zone].map { Array($0.recordSets.all) } == before)
        }
        #expect(accepted > 0)
    }
}
