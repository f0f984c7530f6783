/// The angles and lengths of LOC as text (RFC 1876 §3).
enum LOCText {
    /// A degree in thousandths of a second of arc.
    static let degree = 60 * minute
    private static let minute = 60 * second
    private static let second = 1000

    /// `42 21 54.000 N`
    static func angle(_ angle: Int, signs: (positive: String, negative: String)) -> String {
        let size = abs(angle)
        let seconds = decimal(size % minute, fractionDigits: 3)
        let sign = angle < 0 ? signs.negative : signs.positive
        return "\(size / degree) \(size % degree / minute) \(seconds) \(sign)"
    }

    /// `-24.00m`
    static func metres(_ centimetres: Int) -> String {
        (centimetres < 0 ? "-" : "") + decimal(abs(centimetres), fractionDigits: 2) + "m"
    }

    /// Reads `-24m`, `24.5` or `+1.25m`; nil if it is something else.
    static func centimetres(_ text: [UInt8]) -> Int? {
        var text = text[...]
        if text.last == UInt8(ascii: "m") { text = text.dropLast() }
        guard let first = text.first else { return nil }
        if first == UInt8(ascii: "-") {
            return number(text.dropFirst(), fractionDigits: 2).map { -$0 }
        }
        return number(first == UInt8(ascii: "+") ? text.dropFirst() : text, fractionDigits: 2)
    }

    /// An unsigned decimal number with at most so many digits behind the point, times ten to
    /// their count: `12.5` with three gives 12500. Nil if it is something else, or too long.
    static func number(_ text: ArraySlice<UInt8>, fractionDigits: Int) -> Int? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let whole = parts.first ?? []
        let fraction = parts.dropFirst().first ?? []
        guard parts.count <= 2, !whole.isEmpty, whole.count <= 10, fraction.count <= fractionDigits,
            (whole + fraction).allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return nil }
        let zeros = repeatElement(UInt8(ascii: "0"), count: fractionDigits - fraction.count)
        return (whole + fraction + zeros).reduce(0) { $0 * 10 + Int($1 & 0xf) }
    }

    private static func decimal(_ number: Int, fractionDigits: Int) -> String {
        let digits = String(number)
        let padding = repeatElement("0", count: max(0, fractionDigits + 1 - digits.count)).joined()
        let padded = padding + digits
        return "\(padded.dropLast(fractionDigits)).\(padded.suffix(fractionDigits))"
    }
}

extension PresentationFields {
    /// Degrees, and minutes and seconds if they are not zero, and a hemisphere; in thousandths of
    /// a second of arc.
    mutating func takeAngle(
        _ expected: String,
        signs: (positive: Character, negative: Character),
        limit: Int
    ) throws(PresentationError) -> Int {
        let form = "\(expected) such as 42 21 54 \(signs.positive)"
        var parts: [Int] = []
        while true {
            let token = try take(form)
            let letter = String(decoding: token.text, as: UTF8.self).uppercased()
            if letter == String(signs.positive) || letter == String(signs.negative) {
                let angle = LOCText.angle(ofParts: parts)
                guard let angle, angle <= limit else { throw error(at: token, expected: form) }
                return letter == String(signs.negative) ? -angle : angle
            }
            guard parts.count < 3,
                let part = LOCText.number(token.text[...], fractionDigits: parts.count == 2 ? 3 : 0)
            else { throw error(at: token, expected: form) }
            parts.append(part)
        }
    }
}

extension LOCText {
    /// `parts` are degrees, minutes, and thousandths of seconds, as many as were written; none,
    /// or one out of range, gives nil.
    fileprivate static func angle(ofParts parts: [Int]) -> Int? {
        guard let degrees = parts.first else { return nil }
        let minutes = parts.dropFirst().first ?? 0
        let seconds = parts.dropFirst(2).first ?? 0
        guard minutes < degree / minute, seconds < minute else { return nil }
        return degrees * degree + minutes * minute + seconds
    }
}
