package import Addressing
internal import DNSWire

/// The EDNS options of a query that change its reply. Unknown options are skipped; of an option
/// that is repeated the first counts (RFC 6891 §6.1.2, RFC 7873 §5.2).
package struct QueryOptions: Sendable {
    package private(set) var clientSubnet: Subnet?
    package private(set) var cookie: Cookies?
    package private(set) var isNSIDWanted = false
    package private(set) var isKeepaliveWanted = false
    /// An option runs past the OPT record or breaks the rules of its kind: FORMERR.
    package private(set) var isMalformed = false

    /// OPTION-CODE and OPTION-LENGTH (RFC 6891 §6.1.2).
    static let headerLength = 4

    /// Of no query, or of one without options.
    @inline(always)
    init() {}

    package init(_ message: Span<UInt8>, in options: Range<Int>) { read(message, in: options) }

    @inline(always)
    mutating func read(_ message: Span<UInt8>, in options: Range<Int>) {
        var seen = SeenOptions()
        var offset = options.lowerBound
        while offset < options.upperBound {
            guard options.upperBound - offset >= Self.headerLength else {
                isMalformed = true
                return
            }
            let header: UInt32 = message.number(at: offset)
            let code = UInt16(header >> 16)
            let start = offset + Self.headerLength
            let data = start..<(start + Int(header & 0xffff))
            guard data.upperBound <= options.upperBound else {
                isMalformed = true
                return
            }
            if seen.isFirst(code) { read(EDNSOptionCode(rawValue: code), message, data) }
            offset = data.upperBound
        }
    }

    @inline(always)
    private mutating func read(_ code: EDNSOptionCode, _ message: Span<UInt8>, _ data: Range<Int>) {
        switch code {
        case .clientSubnet:
            clientSubnet = Subnet(message, data)
            if clientSubnet == nil { isMalformed = true }
        case .cookie:
            cookie = Cookies(data)
            if cookie == nil { isMalformed = true }
        case .nsid: isNSIDWanted = true
        case .tcpKeepalive: isKeepaliveWanted = true
        default: break
        }
    }

    /// Which of the options read here (codes 0 to 15) have been seen.
    private struct SeenOptions {
        private var bits: UInt16 = 0

        mutating func isFirst(_ code: UInt16) -> Bool {
            guard code < 16 else { return true }
            let bit: UInt16 = 1 << code
            defer { bits |= bit }
            return bits & bit == 0
        }
    }

    /// The client subnet (RFC 7871 §6). `ClientSubnet` is the same for those who are not in a hurry.
    package struct Subnet: Sendable {
        /// Where its data stands in the message.
        let data: Range<Int>
        package let sourcePrefixLength: Int
        package let address: IPAddress
    }

    /// The cookies as they came (RFC 7873 §4).
    package struct Cookies: Sendable {
        /// Where the 8 octets of the client cookie stand in the message.
        let client: Int
        /// The server cookie's octets in the message; empty if there is none.
        package let server: Range<Int>
    }
}

extension QueryOptions.Subnet {
    /// FAMILY, SOURCE PREFIX-LENGTH and SCOPE PREFIX-LENGTH.
    private static let fixedLength = 4

    /// Nil where RFC 7871 §6 and §7.2.1 see a format error: an unknown family, a SOURCE that the
    /// family does not have, a SCOPE, other than the octets that hold SOURCE bits, a bit beyond.
    @inline(always)
    fileprivate init?(_ message: Span<UInt8>, _ data: Range<Int>) {
        let addressLength = data.count - Self.fixedLength
        guard addressLength >= 0 else { return nil }
        let fixedFields: UInt32 = message.number(at: data.lowerBound)
        let source = fixedFields >> 8 & 0xff
        let scope = fixedFields & 0xff
        guard scope == 0, addressLength == Int(source + 7) / 8 else { return nil }
        // Words that end where the address ends: what they hold in front of it is shifted out.
        let end = data.upperBound
        switch fixedFields >> 16 {
        case 1 where source <= 32:
            let word: UInt64 = message.number(at: end - 8)
            let bits = UInt32(truncatingIfNeeded: word << UInt64(32 - 8 * addressLength))
            guard bits << source == 0 else { return nil }
            address = .ipv4(bits)
        case 2 where source <= 128:
            let low: UInt64 = message.number(at: end - 8)
            let high: UInt64 = addressLength > 8 ? message.number(at: end - 16) : 0
            let words = UInt128(high) << 64 | UInt128(low)
            let bits = words << UInt128(128 - 8 * addressLength)
            guard bits << UInt128(source) == 0 else { return nil }
            address = .ipv6(bits)
        default: return nil
        }
        self.data = data
        sourcePrefixLength = Int(source)
    }
}

extension QueryOptions.Cookies {
    /// A client cookie has 8 octets, a server cookie 8 to 32 (RFC 7873 §5.2.2).
    fileprivate init?(_ data: Range<Int>) {
        guard data.count == 8 || (16...40).contains(data.count) else { return nil }
        client = data.lowerBound
        server = (data.lowerBound + 8)..<data.upperBound
    }
}
