// Text forms: dotted quads (RFC 1123 §2.1) and IPv6 (RFC 4291 §2.2, written as RFC 5952 asks).

extension IPAddress {
    /// Reads `192.0.2.1`, `2001:db8::1` or `::ffff:192.0.2.1`. A zone identifier
    /// (`fe80::1%eth0`) and octets with leading zeros (`192.000.2.1`) are refused.
    package init?(_ text: some StringProtocol) {
        self.init(presentation: Array(text.utf8).span)
    }

    package init?(presentation text: Span<UInt8>) {
        if let bits = Self.ipv4Bits(text) {
            self = .ipv4(bits)
        } else if let bits = Self.ipv6Bits(text) {
            self = .ipv6(bits)
        } else {
            return nil
        }
    }

    /// Reads a dotted quad.
    private static func ipv4Bits(_ text: Span<UInt8>) -> UInt32? {
        var bits: UInt32 = 0
        var position = 0
        for part in 0..<4 {
            if part > 0 {
                guard position < text.count, text[position] == UInt8(ascii: ".") else { return nil }
                position += 1
            }
            let start = position
            var octet: UInt32 = 0
            while position < text.count, position - start < 3, let digit = digit(text[position]) {
                octet = octet * 10 + digit
                position += 1
            }
            let hasLeadingZero = position - start > 1 && text[start] == UInt8(ascii: "0")
            guard position > start, octet <= 255, !hasLeadingZero else { return nil }
            bits = bits << 8 | octet
        }
        return position == text.count ? bits : nil
    }

    /// Reads eight groups of up to four hexadecimal digits, `::` for one stretch of zeros, and a
    /// dotted quad for the last two.
    private static func ipv6Bits(_ text: Span<UInt8>) -> UInt128? {
        let colon = UInt8(ascii: ":")
        var bits: UInt128 = 0
        var groups = 0
        /// How many groups stand in front of the `::`.
        var gap: Int?
        var position = 0
        if text.count >= 2, text[0] == colon, text[1] == colon {
            gap = 0
            position = 2
        }
        while position < text.count {
            let start = position
            guard let group = hexadecimal(text, from: &position) else { return nil }
            if position < text.count, text[position] == UInt8(ascii: ".") {
                guard let quad = ipv4Bits(text.extracting(start...)) else { return nil }
                bits = bits << 32 | UInt128(quad)
                groups += 2
                break
            }
            bits = bits << 16 | UInt128(group)
            groups += 1
            guard groups <= 8, position < text.count else { break }
            guard text[position] == colon, position + 1 < text.count else { return nil }
            position += 1
            if text[position] == colon {
                guard gap == nil else { return nil }
                gap = groups
                position += 1
            }
        }
        guard let gap else { return groups == 8 ? bits : nil }
        guard groups <= 7 else { return nil }
        let tail = UInt128(16 * (groups - gap))
        return (bits >> tail) << UInt128(128 - 16 * gap) | bits & ((1 << tail) - 1)
    }

    /// One to four digits.
    private static func hexadecimal(_ text: Span<UInt8>, from position: inout Int) -> UInt32? {
        let start = position
        var number: UInt32 = 0
        while position < text.count, let digit = hexDigit(text[position]) {
            guard position - start < 4 else { return nil }
            number = number << 4 | digit
            position += 1
        }
        return position > start ? number : nil
    }

    private static func digit(_ character: UInt8) -> UInt32? {
        let digit = character &- UInt8(ascii: "0")
        return digit < 10 ? UInt32(digit) : nil
    }

    private static func hexDigit(_ character: UInt8) -> UInt32? {
        let letter = (character | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? UInt32(letter) + 10 : digit(character)
    }
}

extension IPAddress: CustomStringConvertible {
    @usableFromInline package var description: String {
        switch self {
        case .ipv4: octets.map(String.init).joined(separator: ".")
        case .ipv6(let bits): Self.describe(ipv6: bits)
        }
    }

    /// RFC 5952 §4: lower case, no leading zeros, `::` for the first longest run of two or
    /// more zero groups, IPv4-mapped addresses with a dotted quad (§5).
    private static func describe(ipv6 bits: UInt128) -> String {
        if bits >> 32 == 0xffff {
            return "::ffff:\(IPAddress.ipv4(UInt32(truncatingIfNeeded: bits)))"
        }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        var longest = 0..<0
        var start = 0
        while start < 8 {
            let end = groups[start...].firstIndex { $0 != 0 } ?? 8
            if end - start > max(longest.count, 1) { longest = start..<end }
            start = end + 1
        }
        let text = { (part: ArraySlice<UInt16>) in
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if longest.isEmpty { return text(groups[...]) }
        return "\(text(groups[..<longest.lowerBound]))::\(text(groups[longest.upperBound...]))"
    }
}
