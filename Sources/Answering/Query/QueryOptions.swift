package import Addressing
internal import DNSWire

/// The EDNS options of a query that change its reply. Unknown options are skipped; of an option
/// that is repeated the first counts (RFC 6891 §6.1.2, RFC 7873 §5.2).
package struct QueryOptions: Sendable {
    /// `Subnet` of no option, as long as there is none; so with `Cookies`.
    private var subnet = Subnet()
    private var cookies = Cookies()
    /// The options, beside the client subnet, that are to be answered with one.
    private(set) var requests: Requests = []
    /// An option runs past the OPT record or breaks the rules of its kind: FORMERR.
    package private(set) var isMalformed = false

    struct Requests: OptionSet, BitwiseCopyable {
        let rawValue: UInt8

        static let cookie = Requests(rawValue: 1)
        static let nsid = Requests(rawValue: 2)
        static let keepalive = Requests(rawValue: 4)
    }

    /// OPTION-CODE and OPTION-LENGTH (RFC 6891 §6.1.2).
    static let headerLength = 4

    /// Of no query, or of one without options.
    @inline(always)
    init() {}

    package init(_ message: Span<UInt8>, in options: Range<Int>) {
        _ = read(message, from: options.lowerBound, upTo: options.upperBound)
    }

    @inline(always)
    package var clientSubnet: Subnet? { subnet.optionLength == 0 ? nil : subnet }
    @inline(always)
    package var cookie: Cookies? { cookies.length == 0 ? nil : cookies }

    /// The client subnet (RFC 7871 §6). `ClientSubnet` is the same for those who are not in a hurry.
    package struct Subnet: Sendable, BitwiseCopyable {
        /// An IPv4 address is in the lower half.
        fileprivate var upperBits: UInt64 = 0
        fileprivate var lowerBits: UInt64 = 0
        fileprivate var optionStart: UInt16 = 0
        fileprivate var optionLength: UInt16 = 0
        fileprivate var source: UInt8 = 0
        fileprivate var isIPv6 = false

        /// Octets of the option, its header included.
        @inline(always)
        var length: Int { Int(optionLength) }

        /// Where the option stands in the message, its header included.
        @inline(always)
        var option: Range<Int> { Int(optionStart)..<(Int(optionStart) &+ length) }

        @inline(always)
        package var sourcePrefixLength: Int { Int(source) }

        @inline(always)
        package var address: IPAddress {
            isIPv6
                ? .ipv6(UInt128(upperBits) << 64 | UInt128(lowerBits))
                : .ipv4(UInt32(truncatingIfNeeded: lowerBits))
        }
    }

    /// The cookies as they came (RFC 7873 §4).
    package struct Cookies: Sendable, BitwiseCopyable {
        fileprivate var start: UInt16 = 0
        fileprivate var length: UInt16 = 0

        /// Where the 8 octets of the client cookie stand in the message.
        var client: Int { Int(start) }
        /// The server cookie's octets in the message; empty if there is none.
        package var server: Range<Int> { (Int(start) + 8)..<(Int(start) + Int(length)) }
    }
}

extension QueryOptions {
    /// Reads the options that stand in a part of `message`, which is behind its header. False if one
    /// is malformed.
    @inline(always)
    mutating func read(_ message: Span<UInt8>, from start: Int, upTo end: Int) -> Bool {
        guard start < end else { return true }
        // Most queries have one option or none.
        let (next, isSound) = readOption(message, at: start, upTo: end)
        if !isSound { isMalformed = true }
        return next < end ? readMore(message, from: next, upTo: end) : isSound
    }

    @inline(never)
    private mutating func readMore(_ message: Span<UInt8>, from start: Int, upTo end: Int) -> Bool {
        var offset = start
        while offset < end {
            let (next, isSound) = readOption(message, at: offset, upTo: end)
            if !isSound { isMalformed = true }
            offset = next
        }
        return !isMalformed
    }

    /// Gives the offset behind the option: `end`, if it is not whole.
    @inline(always)
    private mutating func readOption(
        _ message: Span<UInt8>,
        at offset: Int,
        upTo end: Int
    ) -> (end: Int, isSound: Bool) {
        guard let header = message.window(at: offset, length: Self.headerLength) else {
            return (end, false)
        }
        let code = EDNSOptionCode(rawValue: header.number(at: 0))
        let length: UInt16 = header.number(at: 2)
        let dataStart = offset &+ Self.headerLength
        let dataEnd = dataStart &+ Int(length)
        guard dataEnd <= end else { return (end, false) }
        guard code == .clientSubnet else {
            return (dataEnd, readOther(code, dataStart..<dataEnd))
        }
        let isFirst = subnet.optionLength == 0
        return (dataEnd, !isFirst || subnet.read(message, from: dataStart, upTo: dataEnd))
    }

    @inline(never)
    private mutating func readOther(_ code: EDNSOptionCode, _ data: Range<Int>) -> Bool {
        switch code {
        case .cookie where !requests.contains(.cookie):
            requests.insert(.cookie)
            return cookies.read(data)
        case .nsid: requests.insert(.nsid)
        case .tcpKeepalive: requests.insert(.keepalive)
        default: break
        }
        return true
    }
}

extension QueryOptions.Subnet {
    /// FAMILY, SOURCE PREFIX-LENGTH and SCOPE PREFIX-LENGTH.
    private static let fixedLength = 4

    /// False where RFC 7871 §6 and §7.2.1 see a format error: an unknown family, a SOURCE that the
    /// family does not have, a SCOPE, other than the octets that hold SOURCE bits, a bit beyond.
    @inline(always)
    fileprivate mutating func read(
        _ message: Span<UInt8>,
        from start: Int,
        upTo end: Int
    ) -> Bool {
        let addressLength = end &- start &- Self.fixedLength
        guard let fields = message.window(at: start, length: Self.fixedLength) else { return false }
        let fixedFields: UInt32 = fields.number(at: 0)
        let source = fixedFields >> 8 & 0xff
        let scope = fixedFields & 0xff
        guard scope == 0, addressLength == Int((source &+ 7) >> 3) else { return false }
        // Words that end where the address ends: what they hold in front of it is shifted out.
        switch fixedFields >> 16 {
        case 1 where source <= 32:
            let word: UInt64 = message.number(at: end &- 8)
            let bits = UInt32(
                truncatingIfNeeded: word &<< UInt64(truncatingIfNeeded: 32 &- 8 &* addressLength)
            )
            let rest = UInt64(bits) &<< UInt64(source)
            guard UInt32(truncatingIfNeeded: rest) == 0 else { return false }
            lowerBits = UInt64(bits)
        case 2 where source <= 128:
            let low: UInt64 = message.number(at: end &- 8)
            let high: UInt64 = addressLength > 8 ? message.number(at: end &- 16) : 0
            let words = UInt128(high) << 64 | UInt128(low)
            let bits = words << UInt128(128 &- 8 &* addressLength)
            guard bits << UInt128(source) == 0 else { return false }
            upperBits = UInt64(truncatingIfNeeded: bits >> 64)
            lowerBits = UInt64(truncatingIfNeeded: bits)
            isIPv6 = true
        default: return false
        }
        self.source = UInt8(truncatingIfNeeded: source)
        optionStart = UInt16(truncatingIfNeeded: start &- QueryOptions.headerLength)
        optionLength = UInt16(truncatingIfNeeded: end &- start &+ QueryOptions.headerLength)
        return true
    }
}

extension QueryOptions.Cookies {
    /// A client cookie has 8 octets, a server cookie 8 to 32 (RFC 7873 §5.2.2): false if not so.
    fileprivate mutating func read(_ data: Range<Int>) -> Bool {
        guard data.count == 8 || (16...40).contains(data.count) else { return false }
        start = UInt16(truncatingIfNeeded: data.lowerBound)
        length = UInt16(truncatingIfNeeded: data.count)
        return true
    }
}
