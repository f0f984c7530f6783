/// The EDNS options of a query that change its reply. Unknown options are skipped; of an option
/// that is repeated the first counts (RFC 6891 §6.1.2, RFC 7873 §5.2).
package struct QueryOptions: Sendable {
    package private(set) var clientSubnet: Subnet?
    package private(set) var cookie: Cookies?
    package private(set) var isNSIDWanted = false
    package private(set) var isKeepaliveWanted = false
    /// An option runs past the OPT record or breaks the rules of its kind: FORMERR.
    package private(set) var isMalformed = false

    /// The client subnet, and where its data stands in the message.
    package struct Subnet: Sendable {
        package let data: Range<Int>
        package let value: ClientSubnet
    }

    /// The cookies as they came (RFC 7873 §4).
    package struct Cookies: Sendable {
        /// Where the 8 octets of the client cookie stand in the message.
        package let client: Int
        /// The server cookie's octets in the message; empty if there is none.
        package let server: Range<Int>
    }

    package init() {}

    package init(_ message: Span<UInt8>, in options: Range<Int>) {
        var seen = SeenOptions()
        var offset = options.lowerBound
        while offset < options.upperBound {
            guard options.upperBound - offset >= 4 else {
                isMalformed = true
                return
            }
            let code = Self.uint16(message, offset)
            let data = (offset + 4)..<(offset + 4 + Int(Self.uint16(message, offset + 2)))
            guard data.upperBound <= options.upperBound else {
                isMalformed = true
                return
            }
            if seen.isFirst(code) { read(code, message, data) }
            offset = data.upperBound
        }
    }

    private mutating func read(_ code: UInt16, _ message: Span<UInt8>, _ data: Range<Int>) {
        switch EDNSOptionCode(rawValue: code) {
        case .nsid: isNSIDWanted = true
        case .clientSubnet:
            do {
                let value = try ClientSubnet(message.extracting(data), in: .query)
                clientSubnet = Subnet(data: data, value: value)
            } catch {
                isMalformed = true
            }
        case .cookie:
            cookie = Cookies(data)
            if cookie == nil { isMalformed = true }
        case .tcpKeepalive: isKeepaliveWanted = true
        default: break
        }
    }

    fileprivate static func uint16(_ message: Span<UInt8>, _ offset: Int) -> UInt16 {
        UInt16(message[offset]) << 8 | UInt16(message[offset + 1])
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
}

extension QueryOptions.Cookies {
    /// A client cookie has 8 octets, a server cookie 8 to 32 (RFC 7873 §5.2.2).
    init?(_ data: Range<Int>) {
        guard data.count == 8 || (16...40).contains(data.count) else { return nil }
        client = data.lowerBound
        server = (data.lowerBound + 8)..<data.upperBound
    }
}
