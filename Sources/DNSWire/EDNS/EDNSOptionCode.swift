/// The kind of an EDNS option, as IANA lists them (RFC 6891 §9).
@usableFromInline
package struct EDNSOptionCode: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    @usableFromInline package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    // Written out and inlinable: the answer path compares codes, and the generic `==` of
    // RawRepresentable would be called through witness tables.
    @inlinable package static func == (left: EDNSOptionCode, right: EDNSOptionCode) -> Bool {
        left.rawValue == right.rawValue
    }

    /// RFC 5001.
    @inlinable package static var nsid: EDNSOptionCode { EDNSOptionCode(rawValue: 3) }
    /// RFC 7871.
    @inlinable package static var clientSubnet: EDNSOptionCode { EDNSOptionCode(rawValue: 8) }
    /// RFC 7873.
    @inlinable package static var cookie: EDNSOptionCode { EDNSOptionCode(rawValue: 10) }
    /// RFC 7828.
    @inlinable package static var tcpKeepalive: EDNSOptionCode { EDNSOptionCode(rawValue: 11) }
    /// RFC 7830.
    @inlinable package static var padding: EDNSOptionCode { EDNSOptionCode(rawValue: 12) }
    /// RFC 8914.
    @inlinable package static var extendedError: EDNSOptionCode { EDNSOptionCode(rawValue: 15) }
}
