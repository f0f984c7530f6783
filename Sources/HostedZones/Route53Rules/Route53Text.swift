package import DNSWire

/// Names and values as Route 53 writes them: as in master files, but an octet that has to be written
/// by number is so in octal, `\052`, where master files have it in decimal, `\042`.
package enum Route53Text {
    /// An escape that is no octet.
    package struct BadEscape: Error, Sendable, CustomStringConvertible {
        let text: String

        package var description: String { "'\(text)', which is no octet in octal (\\000 to \\377)" }
    }

    /// The text as master files have it. It is as long as before, so that places in it stay.
    static func decimal(_ text: String) throws(BadEscape) -> String {
        try renumber(text, from: 8, to: 10)
    }

    /// The text of a master file as Route 53 has it.
    static func octal(_ text: String) throws(BadEscape) -> String {
        try renumber(text, from: 10, to: 8)
    }

    /// The name of an owner or a target; the dot at the end may be missing.
    static func name(_ text: String) throws -> DomainName {
        try DomainName(presentation: try decimal(text))
    }

    /// A name as Route 53 lists it: in lower case, with everything but letters, digits, hyphens and
    /// underscores by number.
    package static func text(of name: DomainName) -> String {
        name.isRoot ? "." : name.labels.map { text(of: $0) + "." }.joined()
    }

    /// The name as Route 53 compares names: the same with the labels from right to left.
    static func reversedText(of name: DomainName) -> String {
        name.labels.reversed().map { text(of: $0) + "." }.joined()
    }

    private static func text(of label: [UInt8]) -> String {
        label.map { text(of: $0) }.joined()
    }

    private static func text(of octet: UInt8) -> String {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            String(UnicodeScalar(octet | 0x20))
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            String(UnicodeScalar(octet))
        default: escape(octet, radix: 8)
        }
    }

    private static func escape(_ octet: UInt8, radix: Int) -> String {
        "\\" + ("00" + String(octet, radix: radix)).suffix(3)
    }

    private static func renumber(
        _ text: String,
        from old: Int,
        to new: Int
    ) throws(BadEscape) -> String {
        guard text.contains("\\") else { return text }
        let characters = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var position = 0
        while position < characters.count {
            guard characters[position] == "\\", position + 1 < characters.count else {
                result.append(characters[position])
                position += 1
                continue
            }
            guard ("0"..."9").contains(characters[position + 1]) else {
                result.append(contentsOf: characters[position...(position + 1)])
                position += 2
                continue
            }
            let digits = characters[(position + 1)..<min(position + 4, characters.count)]
            let number = String(String.UnicodeScalarView(digits))
            guard digits.count == 3, let octet = UInt8(number, radix: old) else {
                throw BadEscape(text: "\\" + number)
            }
            result.append(contentsOf: escape(octet, radix: new).unicodeScalars)
            position += 4
        }
        return String(result)
    }
}
