/// One option of an OPT record (RFC 6891 §6.1.2).
package struct EDNSOption: Sendable, Hashable {
    package let code: EDNSOptionCode
    package let data: [UInt8]

    package init(code: EDNSOptionCode, data: [UInt8] = []) {
        self.code = code
        self.data = data
    }
}

/// The kind of an option, as IANA lists them.
package struct EDNSOptionCode: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// RFC 5001.
    package static let nsid = EDNSOptionCode(rawValue: 3)
    /// RFC 7871.
    package static let clientSubnet = EDNSOptionCode(rawValue: 8)
    /// RFC 7873.
    package static let cookie = EDNSOptionCode(rawValue: 10)
    /// RFC 7828.
    package static let tcpKeepalive = EDNSOptionCode(rawValue: 11)
    /// RFC 7830.
    package static let padding = EDNSOptionCode(rawValue: 12)
    /// RFC 8914.
    package static let extendedError = EDNSOptionCode(rawValue: 15)
}
