/// The algorithm of a DNSSEC key or signature, as IANA lists them (RFC 4034 appendix A.1).
package struct SecurityAlgorithm: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    private static let numbers: [String: UInt8] = [
        "RSAMD5": 1, "DH": 2, "DSA": 3, "RSASHA1": 5, "DSA-NSEC3-SHA1": 6,
        "RSASHA1-NSEC3-SHA1": 7, "RSASHA256": 8, "RSASHA512": 10, "ECC-GOST": 12,
        "ECDSAP256SHA256": 13, "ECDSAP384SHA384": 14, "ED25519": 15, "ED448": 16,
        "INDIRECT": 252, "PRIVATEDNS": 253, "PRIVATEOID": 254,
    ]

    /// Reads a number or a mnemonic in either case; nil for anything else.
    package init?(presentation text: [UInt8]) {
        let text = String(decoding: text, as: UTF8.self)
        guard !text.hasPrefix("+"), let number = UInt8(text) ?? Self.numbers[text.uppercased()]
        else { return nil }
        rawValue = number
    }
}

extension SecurityAlgorithm: CustomStringConvertible {
    package var description: String { String(rawValue) }
}
