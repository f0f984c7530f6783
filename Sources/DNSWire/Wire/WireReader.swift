/// A cursor over the octets of a message. A copy follows a pointer while the original stays.
package struct WireReader: ~Escapable {
    private let message: Span<UInt8>
    /// Offset of the next octet to be read, from the start of the message.
    package private(set) var offset: Int

    @_lifetime(copy message)
    package init(_ message: Span<UInt8>, at offset: Int = 0) {
        self.message = message
        self.offset = offset
    }

    package var remaining: Int { message.count - offset }

    package mutating func readUInt8() throws(WireError) -> UInt8 {
        message[try advance(1)]
    }

    package mutating func readUInt16() throws(WireError) -> UInt16 {
        let start = try advance(2)
        return UInt16(message[start]) << 8 | UInt16(message[start + 1])
    }

    package mutating func readUInt32() throws(WireError) -> UInt32 {
        let high = try readUInt16()
        return UInt32(high) << 16 | UInt32(try readUInt16())
    }

    @_lifetime(copy self)
    package mutating func readBytes(_ count: Int) throws(WireError) -> Span<UInt8> {
        let start = try advance(count)
        return message.extracting(start..<(start + count))
    }

    package mutating func readArray(_ count: Int) throws(WireError) -> [UInt8] {
        let bytes = try readBytes(count)
        return [UInt8](capacity: count) { output in
            for index in bytes.indices { output.append(bytes[index]) }
        }
    }

    /// A domain name, compressed or not (RFC 1035 §4.1.4). A pointer must go to an octet before
    /// the name's own, behind the header, and each further one to before the last: no loops.
    package mutating func readName() throws(WireError) -> DomainName {
        let start = offset
        var wire: [UInt8] = []
        var cursor = self
        var hasJumped = false
        var limit = start
        while true {
            let at = cursor.offset
            let length = try cursor.readUInt8()
            switch length >> 6 {
            case 0b00:
                wire.append(length)
                if length > 0 { wire += try cursor.readArray(Int(length)) }
                guard wire.count <= DomainName.maximumLength else { throw .nameTooLong(at: start) }
                if !hasJumped { offset = cursor.offset }
                if length == 0 { return DomainName(validated: wire) }
            case 0b11:
                let target = Int(length & 0x3f) << 8 | Int(try cursor.readUInt8())
                guard target >= MessageHeader.length, target < limit else {
                    throw .badPointer(at: at)
                }
                if !hasJumped { offset = cursor.offset }
                hasJumped = true
                limit = target
                cursor = WireReader(message, at: target)
            default:
                throw .badLabelType(at: at)
            }
        }
    }

    private mutating func advance(_ count: Int) throws(WireError) -> Int {
        let start = offset
        guard count >= 0, message.count - start >= count else {
            throw .truncated(at: start, needed: count)
        }
        offset = start + count
        return start
    }
}
