// Text forms: dotted quads (RFC 1123 §2.1) and IPv6 (RFC 4291 §2.2, written as RFC 5952 asks).

extension IPAddress {
    /// Reads `192.0.2.1`, `2001:db8::1` or `::ffff:192.0.2.1`. A zone identifier
    /// (`fe80::1%eth0`) and octets with leading zeros (`192.000.2.1`) are refused.
    package init?(_ text: some StringProtocol) {
        let characters = [UInt8](text.utf8)
        if characters.contains(UInt8(ascii: ":")) {
            guard let bits = Self.parseIPv6(characters[...]) else { return nil }
            self = .ipv6(bits)
        } else {
            guard let bits = Self.parseIPv4(characters[...]) else { return nil }
            self = .ipv4(bits)
        }
    }

    private static func parseIPv4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(isDigit) else { return nil }
            if part.count > 1, part.first == UInt8(ascii: "0") { return nil }
            let octet = part.reduce(0) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) }
            guard octet <= 255 else { return nil }
            bits = bits << 8 | octet
        }
        return bits
    }

    private static func parseIPv6(_ text: ArraySlice<UInt8>) -> UInt128? {
        guard let gap = doubleColon(in: text) else {
            guard let groups = parseGroups(text), groups.count == 8 else { return nil }
            return bits(of: groups)
        }
        guard let head = parseGroups(text[..<gap]),
            let tail = parseGroups(text[(gap + 2)...]),
            head.count + tail.count <= 7
        else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - head.count - tail.count)
        return bits(of: head + zeros + tail)
    }

    /// Where `::` stands. A second one is found by `parseGroups`, as an empty group.
    private static func doubleColon(in text: ArraySlice<UInt8>) -> Int? {
        let colon = UInt8(ascii: ":")
        return text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
    }

    /// Groups of up to four hexadecimal digits; the last may be a dotted quad.
    private static func parseGroups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        if text.isEmpty { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part.contains(UInt8(ascii: ".")) {
                guard index == parts.count - 1, let quad = parseIPv4(part) else { return nil }
                groups += [UInt16(quad >> 16), UInt16(truncatingIfNeeded: quad)]
                continue
            }
            guard (1...4).contains(part.count),
                let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
                part.allSatisfy(isHexDigit)
            else { return nil }
            groups.append(group)
        }
        return groups
    }

    private static func bits(of groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func isDigit(_ character: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
    }

    private static func isHexDigit(_ character: UInt8) -> Bool {
        isDigit(character) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(character | 0x20)
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
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
