/// There was no room left in the buffer.
package struct NoRoom: Error, Sendable, BitwiseCopyable {
    package init() {}
}

/// Writes a message into the caller's buffer: `patch` sets what is known only later (RDLENGTH,
/// counts), `rewind` drops what was written since a mark.
package struct WireWriter: ~Copyable, ~Escapable {
    private var buffer: MutableSpan<UInt8>
    /// Octets written so far.
    package private(set) var count = 0

    @_lifetime(copy buffer)
    package init(_ buffer: consuming MutableSpan<UInt8>) { self.buffer = buffer }

    package mutating func write(_ value: UInt8) throws(NoRoom) {
        guard buffer.count - count >= 1 else { throw NoRoom() }
        buffer[count] = value
        count += 1
    }

    package mutating func write(_ value: UInt16) throws(NoRoom) {
        guard buffer.count - count >= 2 else { throw NoRoom() }
        count += 2
        patch(value, at: count - 2)
    }

    package mutating func write(_ value: UInt32) throws(NoRoom) {
        guard buffer.count - count >= 4 else { throw NoRoom() }
        try write(UInt16(truncatingIfNeeded: value >> 16))
        try write(UInt16(truncatingIfNeeded: value))
    }

    package mutating func write(_ bytes: Span<UInt8>) throws(NoRoom) {
        guard buffer.count - count >= bytes.count else { throw NoRoom() }
        for index in bytes.indices { buffer[count + index] = bytes[index] }
        count += bytes.count
    }

    package mutating func patch(_ value: UInt16, at offset: Int) {
        buffer[offset] = UInt8(truncatingIfNeeded: value >> 8)
        buffer[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    package mutating func rewind(to mark: Int) { count = mark }
}
