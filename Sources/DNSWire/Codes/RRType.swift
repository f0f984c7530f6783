/// The type of a record or question, as IANA lists them.
@usableFromInline package struct RRType: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    @usableFromInline package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    // Written out and inlinable: the answer path compares codes, and the generic `==` of
    // RawRepresentable would be called through witness tables.
    @inlinable package static func == (left: RRType, right: RRType) -> Bool {
        left.rawValue == right.rawValue
    }

    @inlinable package static var a: RRType { RRType(rawValue: 1) }
    @inlinable package static var ns: RRType { RRType(rawValue: 2) }
    @inlinable package static var cname: RRType { RRType(rawValue: 5) }
    @inlinable package static var soa: RRType { RRType(rawValue: 6) }
    @inlinable package static var ptr: RRType { RRType(rawValue: 12) }
    @inlinable package static var hinfo: RRType { RRType(rawValue: 13) }
    @inlinable package static var mx: RRType { RRType(rawValue: 15) }
    @inlinable package static var txt: RRType { RRType(rawValue: 16) }
    @inlinable package static var rp: RRType { RRType(rawValue: 17) }
    @inlinable package static var afsdb: RRType { RRType(rawValue: 18) }
    @inlinable package static var aaaa: RRType { RRType(rawValue: 28) }
    @inlinable package static var loc: RRType { RRType(rawValue: 29) }
    @inlinable package static var srv: RRType { RRType(rawValue: 33) }
    @inlinable package static var naptr: RRType { RRType(rawValue: 35) }
    @inlinable package static var dname: RRType { RRType(rawValue: 39) }
    @inlinable package static var opt: RRType { RRType(rawValue: 41) }
    @inlinable package static var ds: RRType { RRType(rawValue: 43) }
    @inlinable package static var sshfp: RRType { RRType(rawValue: 44) }
    @inlinable package static var rrsig: RRType { RRType(rawValue: 46) }
    @inlinable package static var nsec: RRType { RRType(rawValue: 47) }
    @inlinable package static var dnskey: RRType { RRType(rawValue: 48) }
    @inlinable package static var nsec3: RRType { RRType(rawValue: 50) }
    @inlinable package static var nsec3param: RRType { RRType(rawValue: 51) }
    @inlinable package static var tlsa: RRType { RRType(rawValue: 52) }
    @inlinable package static var smimea: RRType { RRType(rawValue: 53) }
    @inlinable package static var openpgpkey: RRType { RRType(rawValue: 61) }
    @inlinable package static var svcb: RRType { RRType(rawValue: 64) }
    @inlinable package static var https: RRType { RRType(rawValue: 65) }
    @inlinable package static var spf: RRType { RRType(rawValue: 99) }
    @inlinable package static var tkey: RRType { RRType(rawValue: 249) }
    @inlinable package static var tsig: RRType { RRType(rawValue: 250) }
    @inlinable package static var ixfr: RRType { RRType(rawValue: 251) }
    @inlinable package static var axfr: RRType { RRType(rawValue: 252) }
    @inlinable package static var mailb: RRType { RRType(rawValue: 253) }
    @inlinable package static var maila: RRType { RRType(rawValue: 254) }
    @inlinable package static var any: RRType { RRType(rawValue: 255) }
    @inlinable package static var uri: RRType { RRType(rawValue: 256) }
    @inlinable package static var caa: RRType { RRType(rawValue: 257) }

    /// Types that exist in questions and protocol records only (RFC 6895 §3.1): no zone holds
    /// them. 128–248 are unassigned of that kind.
    @inlinable package var isMeta: Bool { self == .opt || (128...255).contains(rawValue) }
}
