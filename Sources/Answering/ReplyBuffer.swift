// Unsafe file: the caller's buffer, which a reply is written to.

/// A `MutableSpan` that is copied like a number: its bounds are checked, but not how it is shared, nor
/// how long it is good for. It belongs to the one draft of a reply, which `respond` makes and leaves.
@safe
struct ReplyBuffer: BitwiseCopyable {
    // SAFETY: the span that has lent it has `count` octets; `respond` holds that span.
    private let base: UnsafeMutableRawPointer
    let count: Int

    @inline(always)
    init(_ span: inout MutableSpan<UInt8>) {
        precondition(span.count > 0, "a reply needs a buffer")
        count = span.count
        // SAFETY: see `base`. What is not empty has an address.
        unsafe base = span.withUnsafeMutableBytes { unsafe $0.baseAddress.unsafelyUnwrapped }
    }

    /// All octets, written or not.
    var span: Span<UInt8> {
        @_lifetime(borrow self) get {
            // SAFETY: there are so many octets.
            let octets = unsafe UnsafeRawBufferPointer(start: base, count: count)
            return unsafe _overrideLifetime(Span(_unsafeBytes: octets), borrowing: self)
        }
    }

    /// The number that stands at `offset` in network order; all of it lies inside.
    @inline(always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
        let size = MemoryLayout<Number>.size
        precondition(offset >= 0 && offset <= count &- size, "number outside the reply")
        // SAFETY: checked on the line above.
        return Number(bigEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// Writes a number in network order; there is room for it.
    @inline(always)
    func setNumber<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number, at offset: Int) {
        let size = MemoryLayout<Number>.size
        precondition(offset >= 0 && offset <= count &- size, "no room in the reply")
        // SAFETY: checked on the line above.
        unsafe base.storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
    }

    /// Copies octets of a message to where there is room for them.
    @inline(always)
    func copy(_ octets: Span<UInt8>, _ range: Range<Int>, at target: Int) {
        let length = range.upperBound &- range.lowerBound
        precondition(
            range.lowerBound >= 0 && range.upperBound <= octets.count,
            "octets outside the message"
        )
        precondition(target >= 0 && target <= count &- length, "no room in the reply")
        // SAFETY: checked on the lines above; a message does not lie in the buffer of its reply.
        unsafe octets.withUnsafeBytes {
            guard let start = $0.baseAddress else { return }
            unsafe copyOctets(start + range.lowerBound, length, to: base + target)
        }
    }

    /// Copies published octets to where there is room for them.
    @inline(always)
    func copy(_ octets: FlatView<UInt8>, _ range: Range<Int>, at target: Int) {
        let length = range.upperBound &- range.lowerBound
        precondition(target >= 0 && target <= count &- length, "no room in the reply")
        // SAFETY: both sides have been checked.
        unsafe copyOctets(octets.address(of: range), length, to: base + target)
    }
}
