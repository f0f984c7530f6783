internal import Addressing

/// Service parameter values that are lists, parted by commas in master files (RFC 9460
/// appendix A.1). Each function gives nil for what is no such list.
enum SvcParamList {
    private static let comma = UInt8(ascii: ",")
    private static let backslash = UInt8(ascii: "\\")

    /// Ascending, each once, `mandatory` itself not among them (RFC 9460 §8).
    static func keys(in text: [UInt8]) -> [UInt8]? {
        let items = text.split(separator: comma, omittingEmptySubsequences: false)
        let keys = items.compactMap(SvcParamKey.init(presentation:)).map(\.rawValue).sorted()
        guard keys.count == items.count else { return nil }
        let wire = keys.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        return self.keys(inWire: wire) == nil ? nil : wire
    }

    static func keys(of wire: [UInt8]) -> String? {
        keys(inWire: wire).map { $0.map(\.description).joined(separator: ",") }
    }

    static func keys(inWire wire: [UInt8]) -> [SvcParamKey]? {
        guard wire.count.isMultiple(of: 2), !wire.isEmpty else { return nil }
        let numbers = stride(from: 0, to: wire.count, by: 2)
            .map { UInt16(wire[$0]) << 8 | UInt16(wire[$0 + 1]) }
        guard numbers.first != SvcParamKey.mandatory.rawValue,
            zip(numbers, numbers.dropFirst()).allSatisfy(<)
        else { return nil }
        return numbers.map(SvcParamKey.init(rawValue:))
    }

    static func protocols(in text: [UInt8]) -> [UInt8]? {
        var wire: [UInt8] = []
        var item: [UInt8] = []
        var position = 0
        while position <= text.count {
            if position == text.count || text[position] == comma {
                guard !item.isEmpty, let string = CharacterString(octets: item) else { return nil }
                wire.append(UInt8(string.octets.count))
                wire += string.octets
                item = []
            } else {
                if text[position] == backslash { position += 1 }
                guard position < text.count else { return nil }
                item.append(text[position])
            }
            position += 1
        }
        return wire
    }

    static func protocols(of wire: [UInt8]) -> String? {
        var items: [[UInt8]] = []
        var rest = wire[...]
        while let length = rest.popFirst() {
            guard length > 0, rest.count >= length else { return nil }
            items.append(
                rest.prefix(Int(length))
                    .flatMap { $0 == comma || $0 == backslash ? [backslash, $0] : [$0] }
            )
            rest = rest.dropFirst(Int(length))
        }
        return items.isEmpty ? nil : EscapedText.quoted(items.joined(separator: [comma]))
    }

    static func addresses(in text: [UInt8], of family: AddressFamily) -> [UInt8]? {
        var wire: [UInt8] = []
        for item in text.split(separator: comma, omittingEmptySubsequences: false) {
            guard let address = IPAddress(String(decoding: item, as: UTF8.self)),
                address.family == family
            else { return nil }
            wire += address.octets
        }
        return wire
    }

    static func addresses(of wire: [UInt8], _ family: AddressFamily) -> String? {
        let length = family.bitWidth / 8
        guard wire.count.isMultiple(of: length), !wire.isEmpty else { return nil }
        return stride(from: 0, to: wire.count, by: length)
            .compactMap { IPAddress(octets: wire[$0..<($0 + length)])?.description }
            .joined(separator: ",")
    }
}
