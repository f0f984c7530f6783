/// A value of a MaxMind DB's data section.
/// https://maxmind.github.io/MaxMind-DB/ "Data field format".
package indirect enum MMDBValue: Sendable, Hashable {
    case string(String)
    case double(Double)
    case bytes([UInt8])
    case uint16(UInt16)
    case uint32(UInt32)
    case int32(Int32)
    case uint64(UInt64)
    case uint128(UInt128)
    case array([MMDBValue])
    case map([Entry])
    case boolean(Bool)
    case float(Float)

    /// One pair of a map. Maps keep the order in which they were written.
    package struct Entry: Sendable, Hashable {
        package let key: String
        package let value: MMDBValue

        package init(_ key: String, _ value: MMDBValue) {
            self.key = key
            self.value = value
        }
    }

    /// The value of `key` in a map; nil for other values and other keys.
    package subscript(key: String) -> MMDBValue? {
        guard case .map(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }
}

extension MMDBValue: CustomStringConvertible {
    /// JSON on one line. Octets are written as a string of hexadecimal digits.
    package var description: String {
        switch self {
        case .string(let text): Self.quote(text)
        case .double(let number): number.isFinite ? "\(number)" : Self.quote("\(number)")
        case .float(let number): number.isFinite ? "\(number)" : Self.quote("\(number)")
        case .bytes(let octets):
            Self.quote(octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        case .uint16(let number): "\(number)"
        case .uint32(let number): "\(number)"
        case .int32(let number): "\(number)"
        case .uint64(let number): "\(number)"
        case .uint128(let number): "\(number)"
        case .boolean(let flag): "\(flag)"
        case .array(let values): "[\(values.map(\.description).joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.map { "\(Self.quote($0.key)): \($0.value)" }.joined(separator: ", "))}"
        }
    }

    /// RFC 8259 §7.
    private static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
