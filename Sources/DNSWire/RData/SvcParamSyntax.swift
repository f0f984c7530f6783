internal import Addressing

/// What the value of a service parameter is, in its two forms.
enum SvcParamSyntax {
    /// Keys, ascending in wire form (RFC 9460 §8).
    case keys
    /// Protocol identifiers with a length octet each (RFC 9460 §7.1.1).
    case protocols
    case nothing
    /// RFC 9460 §7.2.
    case port
    /// Addresses, one at least (RFC 9460 §7.3).
    case addresses(AddressFamily)
    /// A list with its length in the first two octets (RFC 9848 §3), in Base64.
    case echConfigList
    /// UTF-8 (RFC 9461 §5).
    case template
    case opaque

    init(of key: SvcParamKey) {
        switch key {
        case .mandatory: self = .keys
        case .alpn: self = .protocols
        case .noDefaultALPN, .ohttp: self = .nothing
        case .port: self = .port
        case .ipv4hint: self = .addresses(.ipv4)
        case .ipv6hint: self = .addresses(.ipv6)
        case .ech: self = .echConfigList
        case .dohpath: self = .template
        default: self = .opaque
        }
    }

    /// The wire form of what a master file says; nil if it says something else.
    ///
    /// `text` is the value with its escapes undone.
    func wire(of text: [UInt8]) -> [UInt8]? {
        switch self {
        case .keys: SvcParamList.keys(in: text)
        case .protocols: SvcParamList.protocols(in: text)
        case .nothing: text.isEmpty ? [] : nil
        case .port: Self.port(text)
        case .addresses(let family): SvcParamList.addresses(in: text, of: family)
        case .echConfigList: Base64.octets(of: text)
        case .template, .opaque: text
        }
    }

    /// What a master file says, with the quotes and escapes that it needs; empty for an empty
    /// value, nil if `wire` is not valid.
    func text(of wire: [UInt8]) -> String? {
        switch self {
        case .keys: SvcParamList.keys(of: wire)
        case .protocols: SvcParamList.protocols(of: wire)
        case .nothing: wire.isEmpty ? "" : nil
        case .port: wire.count == 2 ? String(Int(wire[0]) << 8 | Int(wire[1])) : nil
        case .addresses(let family): SvcParamList.addresses(of: wire, family)
        case .echConfigList: Self.isECHConfigList(wire) ? Base64.text(of: wire) : nil
        case .template: Self.isTemplate(wire) ? EscapedText.quoted(wire) : nil
        case .opaque: wire.isEmpty ? "" : EscapedText.quoted(wire)
        }
    }

    private static func port(_ text: [UInt8]) -> [UInt8]? {
        guard text.first != UInt8(ascii: "+"),
            let port = UInt16(String(decoding: text, as: UTF8.self))
        else { return nil }
        return [UInt8(port >> 8), UInt8(truncatingIfNeeded: port)]
    }

    private static func isECHConfigList(_ octets: [UInt8]) -> Bool {
        octets.count > 2 && Int(octets[0]) << 8 | Int(octets[1]) == octets.count - 2
    }

    private static func isTemplate(_ octets: [UInt8]) -> Bool {
        !octets.isEmpty && String(validating: octets, as: UTF8.self) != nil
    }
}
