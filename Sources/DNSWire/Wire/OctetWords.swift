// Unsafe file: octets eight at a time, and copied in one piece.
//
// Zones of a million records are read octet by octet; the loops that compare, hash and copy names
// and RDATA take words instead, which checked subscripts do not become.

extension Span<UInt8> {
    /// Eight octets in the machine's order; all of them lie inside.
    func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset <= count - 8, "word outside the octets")
        // SAFETY: checked on the line above.
        return unsafe withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
    }
}

extension MutableSpan<UInt8> {
    /// Sets the octets from `start` on to these; all of them lie inside.
    mutating func set(_ octets: Span<UInt8>, at start: Int) {
        precondition(start >= 0 && octets.count <= count - start, "octets outside the span")
        unsafe withUnsafeMutableBytes { target in
            unsafe octets.withUnsafeBytes { source in
                guard let first = source.baseAddress else { return }
                // SAFETY: checked above; the spans are of different memory, since this one is
                // being written.
                unsafe (target.baseAddress.unsafelyUnwrapped + start)
                    .copyMemory(from: first, byteCount: source.count)
            }
        }
    }
}

extension [UInt8] {
    mutating func append(copying octets: Span<UInt8>) {
        // SAFETY: the pointer is used inside the closure only, where the span is alive. A span of
        // this array cannot be passed: the array is being written.
        unsafe octets.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

extension [UInt8] {
    package init(copying octets: Span<UInt8>) {
        self = []
        append(copying: octets)
    }
}
