/// The data section of a MaxMind DB as it grows. A value that was written before is written as a
/// pointer to its first place. https://maxmind.github.io/MaxMind-DB/ "Output Data Section".
struct DataSection {
    private(set) var octets: [UInt8] = []
    private var offsets: [MMDBValue: UInt32] = [:]

    /// The offset of `value`, which is written if it is new.
    mutating func offset(of value: MMDBValue) -> UInt32 {
        if let known = offsets[value] { return known }
        let offset = UInt32(octets.count)
        offsets[value] = offset
        append(contentOf: value)
        return offset
    }

    /// The value in place, or a pointer if that is shorter.
    private mutating func append(_ value: MMDBValue) {
        guard let known = offsets[value] else {
            _ = offset(of: value)
            return
        }
        var copy = DataSection()
        copy.append(contentOf: value)
        let pointer = Self.pointer(to: known)
        octets += copy.octets.count <= pointer.count ? copy.octets : pointer
    }

    private mutating func append(contentOf value: MMDBValue) {
        switch value {
        case .string(let text):
            append(.string, size: text.utf8.count)
            octets += text.utf8
        case .bytes(let content):
            append(.bytes, size: content.count)
            octets += content
        case .double(let number):
            append(.double, size: 8)
            octets += Self.bigEndian(number.bitPattern)
        case .float(let number):
            append(.float, size: 4)
            octets += Self.bigEndian(number.bitPattern)
        case .uint16(let number): append(number, as: .uint16)
        case .uint32(let number): append(number, as: .uint32)
        case .int32(let number): append(UInt32(bitPattern: number), as: .int32)
        case .uint64(let number): append(number, as: .uint64)
        case .uint128(let number): append(number, as: .uint128)
        case .boolean(let flag): append(.boolean, size: flag ? 1 : 0)
        case .array(let values):
            append(.array, size: values.count)
            for value in values { append(value) }
        case .map(let entries):
            append(.map, size: entries.count)
            for entry in entries {
                append(.string(entry.key))
                append(entry.value)
            }
        }
    }

    /// The types by the numbers of the format.
    private enum TypeNumber: UInt8 {
        case pointer = 1
        case string = 2
        case double = 3
        case bytes = 4
        case uint16 = 5
        case uint32 = 6
        case map = 7
        case int32 = 8
        case uint64 = 9
        case uint128 = 10
        case array = 11
        case boolean = 14
        case float = 15
    }

    /// Writes a number without its leading zero octets; zero has no octets at all.
    private mutating func append<Number: FixedWidthInteger & UnsignedInteger>(
        _ number: Number,
        as type: TypeNumber
    ) {
        let significant = Self.bigEndian(number).drop { $0 == 0 }
        append(type, size: significant.count)
        octets += significant
    }

    /// The control octets: three bits of type (0: the type is in the next octet, less 7), five
    /// bits of size (29 to 31: one to three octets of size follow).
    private mutating func append(_ type: TypeNumber, size: Int) {
        let (inControl, following): (Int, [UInt8]) =
            switch size {
            case ..<29: (size, [])
            case ..<285: (29, [UInt8(size - 29)])
            case ..<65_821: (30, Self.bigEndian(UInt16(size - 285)))
            default: (31, Array(Self.bigEndian(UInt32(size - 65_821)).dropFirst()))
            }
        if type.rawValue < 8 {
            octets.append(type.rawValue << 5 | UInt8(inControl))
        } else {
            octets += [UInt8(inControl), type.rawValue - 7]
        }
        octets += following
    }

    /// Pointers of one to four octets after the control octet; each length starts where the
    /// shorter one ends.
    private static func pointer(to offset: UInt32) -> [UInt8] {
        let control = TypeNumber.pointer.rawValue << 5
        switch offset {
        case ..<2048:
            return [control | UInt8(offset >> 8), UInt8(truncatingIfNeeded: offset)]
        case ..<526_336:
            let rest = bigEndian(offset - 2048)
            return [control | 0x08 | rest[1]] + rest[2...]
        case ..<134_744_064:
            let rest = bigEndian(offset - 526_336)
            return [control | 0x10 | rest[0]] + rest[1...]
        default:
            return [control | 0x18] + bigEndian(offset)
        }
    }

    private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        stride(from: Number.bitWidth - 8, through: 0, by: -8)
            .map { UInt8(truncatingIfNeeded: number >> Number($0)) }
    }
}
