/// Why a reply is as it is (RFC 8914 §2).
package struct ExtendedError: Sendable, Hashable {
    package let code: Code
    /// EXTRA-TEXT: for people; short, and without anything that operators keep to themselves.
    package let text: String

    /// INFO-CODE, as IANA lists them.
    package struct Code: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
        package let rawValue: UInt16

        @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let other = Code(rawValue: 0)
        package static let notReady = Code(rawValue: 14)
        package static let prohibited = Code(rawValue: 18)
        package static let notAuthoritative = Code(rawValue: 20)
        package static let notSupported = Code(rawValue: 21)
    }

    package init(_ code: Code, _ text: String = "") {
        self.code = code
        self.text = text
    }

    /// Reads the option's data; nil if it has fewer than two octets. Text that is not UTF-8 is
    /// repaired: it says nothing to a program.
    package init?(data: [UInt8]) {
        guard data.count >= 2 else { return nil }
        code = Code(rawValue: UInt16(data[0]) << 8 | UInt16(data[1]))
        text = String(decoding: data[2...], as: UTF8.self)
    }

    /// The option's data.
    package var data: [UInt8] {
        [UInt8(code.rawValue >> 8), UInt8(truncatingIfNeeded: code.rawValue)] + Array(text.utf8)
    }

    package var option: EDNSOption { EDNSOption(code: .extendedError, data: data) }
}
