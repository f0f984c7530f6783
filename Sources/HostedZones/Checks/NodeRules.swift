package import DNSWire

/// What must hold of record sets for the name at which they stand, whoever keeps the zone.
package struct NodeRules: Sendable {
    let apex: DomainName

    package init(apex: DomainName) { self.apex = apex }

    /// What is wrong with a record set for where it stands, the others at its name aside.
    package func faults(of name: DomainName, _ type: RRType, recordCount: Int) -> [String] {
        faults(of: name.wire.span, type, recordCount: recordCount)
    }

    func faults(of name: Span<UInt8>, _ type: RRType, recordCount: Int) -> [String] {
        var faults: [String] = []
        if !name.isAtOrBelow(apex.wire.span) {
            let owner = DomainName(copying: name)
            faults.append("RRSet with DNS name \(owner) is not permitted in zone \(apex)")
        }
        if type == .soa, !name.isFoldedEqual(to: apex.wire.span) {
            let owner = DomainName(copying: name)
            faults.append("found a SOA record at \(owner), expected it at \(apex) only")
        }
        if type == .ns, name.isWildcard {
            let owner = DomainName(copying: name)
            faults.append(
                "found NS records at the wildcard \(owner), expected them at ordinary names"
            )
        }
        if recordCount == 0 {
            let owner = DomainName(copying: name)
            faults.append("found \(owner) \(type) without records, expected at least one")
        }
        if recordCount > 1, type == .cname || type == .dname {
            faults.append(
                """
                found \(recordCount) \(type) records at \(DomainName(copying: name)), expected \
                one (RFC 2181 §10.1, RFC 6672 §2.4)
                """
            )
        }
        return faults
    }

    /// The types that may stand beside a CNAME: those of DNSSEC (RFC 4034 §3, §4).
    private static let besideCNAME: Set<RRType> = [.cname, .rrsig, .nsec]

    /// Whether record sets of these types cannot stand at one name, since a CNAME is alone at its
    /// name (RFC 1034 §3.6.2).
    package static func conflict(among types: Set<RRType>) -> Bool {
        types.contains(.cname) && !types.isSubset(of: besideCNAME)
    }

    /// The refusal of a CNAME that comes to stand beside others, in Route 53's words. At the apex it
    /// always would.
    package func refusal(ofCNAMEAt name: DomainName) -> String {
        name == apex
            ? """
            RRSet of type CNAME with DNS name \(name) is not permitted at apex in zone \(apex)
            """
            : """
            RRSet of type CNAME with DNS name \(name) is not permitted as it conflicts with other \
            records with the same DNS name in zone \(apex)
            """
    }

    /// The refusal of another record set that comes to stand beside a CNAME.
    package func refusal(of type: RRType, besideCNAMEAt name: DomainName) -> String {
        """
        RRSet of type \(type) with DNS name \(name) is not permitted because a conflicting RRSet of \
        type CNAME with the same DNS name already exists in zone \(apex)
        """
    }
}
