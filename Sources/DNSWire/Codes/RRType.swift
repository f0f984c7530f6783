/// The type of a record or question, as IANA lists them.
package struct RRType: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let a = RRType(rawValue: 1)
    package static let ns = RRType(rawValue: 2)
    package static let cname = RRType(rawValue: 5)
    package static let soa = RRType(rawValue: 6)
    package static let ptr = RRType(rawValue: 12)
    package static let hinfo = RRType(rawValue: 13)
    package static let mx = RRType(rawValue: 15)
    package static let txt = RRType(rawValue: 16)
    package static let rp = RRType(rawValue: 17)
    package static let afsdb = RRType(rawValue: 18)
    package static let aaaa = RRType(rawValue: 28)
    package static let loc = RRType(rawValue: 29)
    package static let srv = RRType(rawValue: 33)
    package static let naptr = RRType(rawValue: 35)
    package static let dname = RRType(rawValue: 39)
    package static let opt = RRType(rawValue: 41)
    package static let ds = RRType(rawValue: 43)
    package static let sshfp = RRType(rawValue: 44)
    package static let rrsig = RRType(rawValue: 46)
    package static let nsec = RRType(rawValue: 47)
    package static let dnskey = RRType(rawValue: 48)
    package static let nsec3 = RRType(rawValue: 50)
    package static let nsec3param = RRType(rawValue: 51)
    package static let tlsa = RRType(rawValue: 52)
    package static let smimea = RRType(rawValue: 53)
    package static let openpgpkey = RRType(rawValue: 61)
    package static let svcb = RRType(rawValue: 64)
    package static let https = RRType(rawValue: 65)
    package static let spf = RRType(rawValue: 99)
    package static let tkey = RRType(rawValue: 249)
    package static let tsig = RRType(rawValue: 250)
    package static let ixfr = RRType(rawValue: 251)
    package static let axfr = RRType(rawValue: 252)
    package static let mailb = RRType(rawValue: 253)
    package static let maila = RRType(rawValue: 254)
    package static let any = RRType(rawValue: 255)
    package static let uri = RRType(rawValue: 256)
    package static let caa = RRType(rawValue: 257)

    /// Types that exist in questions and protocol records only (RFC 6895 §3.1): no zone holds
    /// them. 128–248 are unassigned of that kind.
    package var isMeta: Bool { self == .opt || (128...255).contains(rawValue) }
}
