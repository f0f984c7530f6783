package import Answering
package import DNSWire
internal import Geography
internal import Routing

/// Records as a person reads them in a master file.
package enum MasterFileText {
    package static func line(owner: DomainName, type: RRType, ttl: TTL, rdata: RData) -> String {
        let text: String
        do {
            text = try RecordData(type: type, rdata).presentation
        } catch {
            text = OpaqueData(octets: rdata.wire).presentation
        }
        return "\(owner) \(ttl) \(type) \(text)"
    }

    /// A zone: plain records as in a master file, the alternatives of routed ones with a comment
    /// that says for whom they are.
    package static func text(of zone: ZoneContents) -> String {
        let subnet = (zone.usesClientSubnet ?? true) ? "" : ", client subnet not used"
        var lines = ["; zone \(zone.apex)\(subnet)"]
        for rrset in zone.plainRRsets {
            lines += rrset.records.map {
                line(owner: rrset.owner, type: rrset.type, ttl: rrset.ttl, rdata: $0)
            }
        }
        for rrset in zone.routedRRsets {
            for (index, variant) in rrset.variants.enumerated() {
                let words = rrset.alternatives.words(at: index)
                switch variant.content {
                case .records(let records, let ttl):
                    lines += records.map {
                        line(owner: rrset.owner, type: rrset.type, ttl: ttl, rdata: $0)
                            + " ; for \(words)"
                    }
                case .alias(let target, let evaluatesHealth):
                    let health = evaluatesHealth ? ", with its health" : ""
                    lines.append(
                        "; \(rrset.owner) \(rrset.type) alias of \(target)\(health), for \(words)"
                    )
                }
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension Alternatives {
    fileprivate func words(at index: Int) -> String {
        switch policy {
        case .geolocation(let codes): codes[index].description
        default: "\(policy), alternative \(index)"
        }
    }
}
