/// The key of a service parameter (RFC 9460 §14.3.2).
package struct SvcParamKey: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let mandatory = SvcParamKey(rawValue: 0)
    package static let alpn = SvcParamKey(rawValue: 1)
    package static let noDefaultALPN = SvcParamKey(rawValue: 2)
    package static let port = SvcParamKey(rawValue: 3)
    package static let ipv4hint = SvcParamKey(rawValue: 4)
    package static let ech = SvcParamKey(rawValue: 5)
    package static let ipv6hint = SvcParamKey(rawValue: 6)
    /// RFC 9461 §5.
    package static let dohpath = SvcParamKey(rawValue: 7)
    /// RFC 9540 §4.
    package static let ohttp = SvcParamKey(rawValue: 8)
    /// Stands for no key (RFC 9460 §14.3.2).
    package static let invalid = SvcParamKey(rawValue: 65535)

    private static let mnemonics: [SvcParamKey: String] = [
        .mandatory: "mandatory", .alpn: "alpn", .noDefaultALPN: "no-default-alpn",
        .port: "port", .ipv4hint: "ipv4hint", .ech: "ech", .ipv6hint: "ipv6hint",
        .dohpath: "dohpath", .ohttp: "ohttp",
    ]

    private static let keysByMnemonic = Dictionary(
        uniqueKeysWithValues: mnemonics.map { ($0.value, $0.key) }
    )

    /// Reads `alpn` or `key1`; nil if it is neither, or `key65535`.
    package init?(presentation text: some Sequence<UInt8>) {
        let text = String(decoding: Array(text), as: UTF8.self)
        if let known = Self.keysByMnemonic[text] {
            self = known
        } else {
            // Without leading zeros (RFC 9460 §2.1).
            guard let number = UInt16(text.dropFirst(3)), text == "key\(number)" else { return nil }
            self.init(rawValue: number)
            if self == .invalid { return nil }
        }
    }
}

extension SvcParamKey: CustomStringConvertible {
    package var description: String { Self.mnemonics[self] ?? "key\(rawValue)" }
}
