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

    private static let types = mnemonics.compactMap { type, mnemonic in
        Mnemonic(Array(mnemonic.utf8).span).map { (mnemonic: $0, type: type) }
    }

    private static let mnemonicsByType = Dictionary(uniqueKeysWithValues: mnemonics)

    /// Reads `MX`, `mx` or `TYPE15` (RFC 3597 §5).
    package init?(mnemonic: some StringProtocol) {
        self.init(mnemonic: Array(mnemonic.utf8).span)
    }

    package init?(mnemonic text: Span<UInt8>) {
        guard let mnemonic = Mnemonic(text) else { return nil }
        // The commonest types come first: a few comparisons are less than a hash.
        for known in Self.types where known.mnemonic == mnemonic {
            self = known.type
            return
        }
        guard let number = Mnemonic.number(in: text, behind: "TYPE") else { return nil }
        self.init(rawValue: number)
    }
}

extension RRType: CustomStringConvertible {
    /// The mnemonic, or `TYPEnnn` (RFC 3597 §5).
    @usableFromInline package var description: String {
        Self.mnemonicsByType[self] ?? "TYPE\(rawValue)"
    }
}
