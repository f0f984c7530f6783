/// A word of letters and digits in upper case, up to 16 octets of it packed into one number, so
/// that a file's millions of `IN` and `A` are looked up without a string for each.
struct Mnemonic: Equatable, BitwiseCopyable {
    private let packed: UInt128

    /// Nil for no octets, or more than any mnemonic has.
    init?(_ text: Span<UInt8>) {
        guard !text.isEmpty, text.count <= UInt128.bitWidth / 8 else { return nil }
        var packed: UInt128 = 0
        for index in text.indices {
            let octet = text[index]
            let upper = octet &- UInt8(ascii: "a") < 26 ? octet & 0xdf : octet
            packed = packed << 8 | UInt128(upper)
        }
        self.packed = packed
    }

    /// The number of `TYPE15` or `CLASS1` (RFC 3597 §5); nil if `text` is not of that form.
    static func number(in text: Span<UInt8>, behind prefix: StaticString) -> UInt16? {
        let length = prefix.utf8CodeUnitCount
        guard text.count > length,
            Mnemonic(text.extracting(first: length)) == Mnemonic(Array("\(prefix)".utf8).span)
        else { return nil }
        var number: UInt16 = 0
        for index in length..<text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = tens.addingReportingOverflow(UInt16(digit))
            guard digit <= 9, !isTooLarge, !overflows else { return nil }
            number = sum
        }
        return number
    }
}
