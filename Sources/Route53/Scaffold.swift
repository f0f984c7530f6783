package import HostedZones
package import DNSWire
import Foundation
private struct L: Encodable { let ResourceRecordSets: [RecordSetElement] }
extension RecordSetElement {
    package func resourceRecordSet() throws(AccountError) -> ResourceRecordSet {
        do {
            let json = try JSONEncoder().encode(L(ResourceRecordSets: [self]))
            let zone = try DomainName(presentation: "example.")
            let r = Route53JSONReader.read([UInt8](json), file: "x", zone: zone)
            guard let z = r.zone else { throw AccountError(.internalFailure, "\(r.problems)") }
            for s in z.recordSets where s.source != nil { return s }
            throw AccountError(.internalFailure, "none")
        } catch { print("SCAFFOLD", error, self); throw AccountError(.internalFailure, "\(error)") }
    }
    package init(_ r: ResourceRecordSet) { self.init(name: "\(r.name)", type: "\(r.type)", ttl: r.ttl.map { Int($0.seconds) }, records: r.records.map { "\($0)" }) }
    package static func nameText(of name: DomainName) -> String { "\(name)" }
}
extension Account {
    package mutating func removeEverything() {}
}
