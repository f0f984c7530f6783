/// A length of LOC: centimetres as a digit times a power of ten, a nibble each (RFC 1876 §2).
package struct LOCPrecision: Sendable, Hashable, BitwiseCopyable {
    package let octet: UInt8

    /// 1 m, 10,000 m and 10 m (RFC 1876 §3).
    static let defaultSize = LOCPrecision(digit: 1, exponent: 2)
    static let defaultHorizontal = LOCPrecision(digit: 1, exponent: 6)
    static let defaultVertical = LOCPrecision(digit: 1, exponent: 3)

    private init(digit: UInt8, exponent: UInt8) { octet = digit << 4 | exponent }

    init(from reader: inout WireReader) throws(WireError) {
        octet = try reader.readUInt8()
        // Zero has one form only, or text could not say which it was.
        guard octet >> 4 <= 9, octet & 0xf <= 9, octet >> 4 > 0 || octet == 0 else {
            throw .badRecordData(at: reader.offset - 1)
        }
    }

    /// - Parameter centimetres: 0 to 9·10⁹; digits behind the first are dropped, since there is
    ///   no room for them. Anything else gives nil.
    init?(centimetres: Int) {
        var digit = centimetres
        var exponent: UInt8 = 0
        while digit > 9 {
            digit /= 10
            exponent += 1
        }
        guard digit >= 0, exponent <= 9 else { return nil }
        self.init(digit: UInt8(digit), exponent: exponent)
    }

    package var centimetres: Int {
        (0..<Int(octet & 0xf)).reduce(Int(octet >> 4)) { length, _ in length * 10 }
    }
}

extension LOCPrecision: CustomStringConvertible {
    package var description: String { LOCText.metres(centimetres) }
}

extension PresentationFields {
    /// A length in metres; nil at the end of the record.
    mutating func takePrecision(_ expected: String) throws(PresentationError) -> LOCPrecision? {
        if isAtEnd { return nil }
        let token = try take(expected)
        guard let centimetres = LOCText.centimetres(token.text),
            let precision = LOCPrecision(centimetres: centimetres)
        else {
            throw error(at: token, expected: "\(expected) in metres from 0.00 to 90000000.00")
        }
        return precision
    }
}
