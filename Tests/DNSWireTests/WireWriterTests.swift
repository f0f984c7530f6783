import DNSWire
import Testing

@Suite("Writing into a buffer of fixed size")
struct WireWriterTests {
    @Test("numbers stand in network order, and can be patched and dropped")
    func writes() throws {
        var buffer = [UInt8](repeating: 0xee, count: 12)
        var writer = WireWriter(buffer.mutableSpan)
        try writer.write(UInt8(1))
        try writer.write(UInt16(0x0203))
        try writer.write(UInt32(0x0405_0607))
        let octets: [UInt8] = [8, 9]
        try writer.write(octets.span)
        writer.patch(0xaabb, at: 1)
        writer.rewind(to: 8)
        try writer.write(UInt8(0xcc))
        #expect(writer.count == 9)
        #expect(buffer == [1, 0xaa, 0xbb, 4, 5, 6, 7, 8, 0xcc, 0xee, 0xee, 0xee])
    }

    @Test("what does not fit is refused and not begun", arguments: [1, 2, 4, 7])
    func noRoom(width: Int) {
        #expect(octetsWritten(width: width, room: width) == width)
        for room in 0..<width { #expect(octetsWritten(width: width, room: room) == 0) }
    }

    /// Writes one value of `width` octets into a buffer of `room` octets.
    private func octetsWritten(width: Int, room: Int) -> Int {
        var buffer = [UInt8](repeating: 0, count: room)
        var writer = WireWriter(buffer.mutableSpan)
        do {
            switch width {
            case 1: try writer.write(UInt8(1))
            case 2: try writer.write(UInt16(1))
            case 4: try writer.write(UInt32(1))
            default: try writer.write([UInt8](repeating: 1, count: width).span)
            }
        } catch {
            #expect(room < width)
        }
        return writer.count
    }
}

@Suite("Types by name")
struct RRTypeTests {
    @Test(
        "are read by mnemonic in either case, or by number (RFC 3597 §5)",
        arguments: [
            ("MX", 15), ("mx", 15), ("TYPE15", 15), ("type65535", 65535), ("NSEC3PARAM", 51),
            ("TYPE", nil), ("TYPE65536", nil), ("TYPE+15", nil), ("TYPE-1", nil), ("", nil),
            ("M X", nil), ("TYPE 1", nil),
        ] as [(String, UInt16?)]
    )
    func mnemonics(_ text: String, _ number: UInt16?) {
        #expect(RRType(mnemonic: text)?.rawValue == number)
    }

    @Test("read back what they print, all 65,536 of them")
    func roundTrip() {
        for number in UInt16.min...UInt16.max {
            let type = RRType(rawValue: number)
            #expect(RRType(mnemonic: type.description) == type)
        }
    }
}
