/// Two ASCII characters, in two octets: a city database has as many codes as locations.
struct TwoCharacterCode: Sendable, Hashable, BitwiseCopyable {
    private let characters: UInt16

    /// Nil for anything but two ASCII characters.
    init?(_ text: String) {
        let octets = text.utf8
        guard octets.count == 2, octets.allSatisfy({ $0 < 0x80 }) else { return nil }
        characters = octets.reduce(0) { $0 << 8 | UInt16($1) }
    }

    var text: String {
        String(
            decoding: [UInt8(characters >> 8), UInt8(truncatingIfNeeded: characters)],
            as: UTF8.self
        )
    }
}
