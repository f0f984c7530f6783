/// The types that exist at a name (RFC 4034 §4.1.2).
package struct TypeBitmap: Sendable, Hashable {
    /// In ascending order, each once.
    package let types: [RRType]

    package init(_ types: some Sequence<RRType>) {
        self.types = Set(types).sorted { $0.rawValue < $1.rawValue }
    }

    /// Octets of a window: 256 types, eight to an octet.
    private static let maximumWindowLength = 32

    /// Reads windows up to offset `end`: in ascending order, none empty, none with zero octets
    /// at its end.
    init(from reader: inout WireReader, end: Int) throws(WireError) {
        var types: [RRType] = []
        var lastWindow: UInt8?
        while reader.offset < end {
            let start = reader.offset
            let window = try reader.readUInt8()
            let length = Int(try reader.readUInt8())
            guard lastWindow.map({ $0 < window }) ?? true,
                (1...Self.maximumWindowLength).contains(length)
            else { throw .badRecordData(at: start) }
            let octets = try reader.readBytes(length)
            guard octets[length - 1] != 0 else { throw .badRecordData(at: start) }
            for bit in 0..<(8 * length) where octets[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0 {
                types.append(RRType(rawValue: UInt16(window) << 8 | UInt16(bit)))
            }
            lastWindow = window
        }
        self.types = types
    }

    /// Reads the mnemonics to the end of the record.
    init(from fields: inout PresentationFields) throws(PresentationError) {
        var types: [RRType] = []
        while !fields.isAtEnd { types.append(try fields.takeType("a type")) }
        self.init(types)
    }

    func write(to output: inout RDataOutput) {
        var rest = types[...]
        while let first = rest.first {
            let window = rest.prefix { $0.rawValue >> 8 == first.rawValue >> 8 }
            rest = rest.dropFirst(window.count)
            var octets = [UInt8](repeating: 0, count: Self.maximumWindowLength)
            for type in window {
                octets[Int(type.rawValue & 0xff) / 8] |= 0x80 >> UInt8(type.rawValue % 8)
            }
            while octets.last == 0 { octets.removeLast() }
            output.write([UInt8(first.rawValue >> 8), UInt8(octets.count)])
            output.write(octets)
        }
    }

    /// The mnemonics, each with a space in front.
    var suffix: String { types.map { " \($0)" }.joined() }
}
