extension RRType {
    private static let mnemonics: [(RRType, String)] = [
        (.a, "A"), (.ns, "NS"), (.cname, "CNAME"), (.soa, "SOA"), (.ptr, "PTR"),
        (.hinfo, "HINFO"), (.mx, "MX"), (.txt, "TXT"), (.rp, "RP"), (.afsdb, "AFSDB"),
        (.aaaa, "AAAA"), (.loc, "LOC"), (.srv, "SRV"), (.naptr, "NAPTR"), (.dname, "DNAME"),
        (.opt, "OPT"), (.ds, "DS"), (.sshfp, "SSHFP"), (.rrsig, "RRSIG"), (.nsec, "NSEC"),
        (.dnskey, "DNSKEY"), (.nsec3, "NSEC3"), (.nsec3param, "NSEC3PARAM"), (.tlsa, "TLSA"),
        (.smimea, "SMIMEA"), (.openpgpkey, "OPENPGPKEY"), (.svcb, "SVCB"), (.https, "HTTPS"),
        (.spf, "SPF"), (.tkey, "TKEY"), (.tsig, "TSIG"), (.ixfr, "IXFR"), (.axfr, "AXFR"),
        (.mailb, "MAILB"), (.maila, "MAILA"), (.any, "ANY"), (.uri, "URI"), (.caa, "CAA"),
    ]

    private static let typesByMnemonic = Dictionary(
        uniqueKeysWithValues: mnemonics.map { ($0.1, $0.0) }
    )

    private static let mnemonicsByType = Dictionary(uniqueKeysWithValues: mnemonics)

    /// Reads `MX`, `mx` or `TYPE15` (RFC 3597 §5).
    package init?(mnemonic: some StringProtocol) {
        let upper = mnemonic.uppercased()
        if let known = Self.typesByMnemonic[upper] {
            self = known
        } else if upper.hasPrefix("TYPE"), !upper.contains("+"),
            let number = UInt16(upper.dropFirst(4))
        {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }
}

extension RRType: CustomStringConvertible {
    /// The mnemonic, or `TYPEnnn` (RFC 3597 §5).
    @usableFromInline package var description: String {
        Self.mnemonicsByType[self] ?? "TYPE\(rawValue)"
    }
}
