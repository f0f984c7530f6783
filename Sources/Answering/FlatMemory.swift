// Unsafe file: plain memory that published data lives in.
//
// Reading a Swift array that is stored in an object costs reference counting on the answer path.
// `FlatArray` owns plain memory and frees it; `FlatView` is a bounds-checked window on it that is
// copied like a number. A view must not outlive its array: views are held only by objects that hold
// the array as well, and those hang on the `ServingState` that a worker keeps while it answers.

/// Owns a fixed number of plain values.
@safe
struct FlatArray<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    // SAFETY: never written after init, so that any thread may read it.
    private let storage: UnsafeMutableBufferPointer<Element>

    init(_ elements: some Collection<Element>) {
        unsafe storage = .allocate(capacity: elements.count)
        _ = unsafe storage.initialize(fromContentsOf: elements)
    }

    var view: FlatView<Element> {
        // SAFETY: `allocate` gives an address for an empty buffer too.
        unsafe FlatView(UnsafePointer(storage.baseAddress.unsafelyUnwrapped), storage.count)
    }

    deinit {
        // SAFETY: the elements are trivial, and views do not outlive the array (see above).
        unsafe storage.deallocate()
    }
}

/// A window on a `FlatArray`.
@safe
struct FlatView<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, @unchecked Sendable {
    // SAFETY: points into a FlatArray, which is immutable and outlives the view.
    private let storage: UnsafePointer<Element>
    let count: Int

    // SAFETY: whoever makes a view sees to it that the storage outlives it.
    init(_ storage: UnsafePointer<Element>, _ count: Int) {
        unsafe self.storage = storage
        self.count = count
    }

    @inline(always)
    subscript(index: Int) -> Element {
        check(index)
        // SAFETY: checked on the line above.
        return unsafe storage[index]
    }

    @inline(always)
    subscript(index: UInt32) -> Element { self[Int(index)] }

    /// A view of nothing.
    static var empty: FlatView {
        // SAFETY: no element is ever read through it.
        unsafe FlatView(
            UnsafePointer(bitPattern: MemoryLayout<Element>.alignment).unsafelyUnwrapped,
            0
        )
    }

    /// Some of the elements.
    subscript(range: Range<Int>) -> FlatView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // SAFETY: checked on the line above.
        return unsafe FlatView(storage + range.lowerBound, range.count)
    }

    /// The element in its place, for those that are too large to be copied for every query.
    @inline(always)
    func reference(_ index: Int) -> FlatReference<Element> {
        check(index)
        // SAFETY: checked on the line above.
        return unsafe FlatReference(storage + index)
    }

    @inline(always)
    private func check(_ index: Int) {
        // One comparison does for both ends: as an unsigned number a negative one is larger than any
        // count.
        precondition(
            UInt(bitPattern: index) < UInt(bitPattern: count),
            "index outside published data"
        )
    }
}

/// One value of a `FlatArray` in its place: reading a property reads no other, and passing the
/// reference on passes a pointer, however large the value is.
@safe @dynamicMemberLookup
struct FlatReference<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, @unchecked Sendable {
    // SAFETY: points into a FlatArray, which is immutable and outlives the reference.
    private let element: UnsafePointer<Element>

    fileprivate init(_ element: UnsafePointer<Element>) { unsafe self.element = element }

    /// Inlined, a key path is nothing but an offset.
    @inline(always)
    subscript<Value>(dynamicMember path: KeyPath<Element, Value>) -> Value {
        // SAFETY: see `element`.
        unsafe element.pointee[keyPath: path]
    }
}

extension FlatView<UInt8> {
    /// Copies `source` to `target` of a buffer that has room for it.
    @inline(always)
    func copy(_ source: Range<Int>, to buffer: inout MutableSpan<UInt8>, at target: Int) {
        precondition(source.lowerBound >= 0 && source.upperBound <= count)
        // SAFETY: the range was checked above; published data outlives the call.
        unsafe copyOctets(storage + source.lowerBound, source.count, to: &buffer, at: target)
    }

    /// True if the octets from `offset` on are the `length` octets of `other` from `start` on.
    @inline(always)
    func matches(_ other: Span<UInt8>, from start: Int, length: Int, at offset: Int) -> Bool {
        guard offset >= 0, offset <= count &- length,
            let other = other.window(at: start, length: length)
        else { return false }
        // SAFETY: both have `length` octets, as was checked above.
        return unsafe other.withUnsafeBytes { other in
            guard let other = other.baseAddress else { return true }
            return unsafe areEqual(UnsafeRawPointer(storage + offset), other, length)
        }
    }
}

// SAFETY: the caller has checked that both have `count` octets.
@unsafe @inline(always)
private func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    let lastWord = count &- 8
    guard lastWord >= 0 else {
        for offset in 0..<count
        where unsafe left.load(fromByteOffset: offset, as: UInt8.self)
            != right.load(fromByteOffset: offset, as: UInt8.self)
        { return false }
        return true
    }
    var offset = 0
    while true {
        let leftWord = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let rightWord = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if leftWord != rightWord { return false }
        if offset >= lastWord { return true }
        // The last word may overlap the one before it.
        offset = min(offset &+ 8, lastWord)
    }
}

extension Span<UInt8> {
    /// The `length` octets from `offset` on, nil if they do not all lie inside: one check for all
    /// that is read from the window at fixed places.
    @_lifetime(copy self)
    @inline(always)
    func window(at offset: Int, length: Int) -> Span<UInt8>? {
        guard offset >= 0, length >= 0, offset <= count &- length else { return nil }
        // SAFETY: checked on the line above.
        return unsafe extracting(unchecked: Range(uncheckedBounds: (offset, offset &+ length)))
    }

    /// Eight octets in the machine's order; all of them lie inside.
    @inline(always)
    func word(at offset: Int) -> UInt64 { load(at: offset) }

    /// The octets from `offset` on, of which fewer than eight are left, with zeros behind them; in the
    /// machine's order.
    @inline(always)
    func lastWord(from offset: Int) -> UInt64 {
        guard count >= 8 else { return shortPaddedWord(at: offset) }
        // The word that ends where the octets end holds those that are wanted in its upper part.
        let unwanted = UInt64(truncatingIfNeeded: 8 &* (offset &- (count &- 8)))
        return (UInt64(littleEndian: word(at: count &- 8)) &>> unwanted).littleEndian
    }

    @inline(never)
    private func shortPaddedWord(at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in (offset..<count).reversed() { word = word << 8 | UInt64(self[index]) }
        return word.littleEndian
    }

    /// The number that stands at `offset` in network order; all of it lies inside.
    @inline(always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
        Number(bigEndian: load(at: offset))
    }

    @inline(always)
    private func load<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
        precondition(
            offset >= 0 && offset <= count &- MemoryLayout<Number>.size,
            "number outside the octets"
        )
        // SAFETY: checked on the line above.
        return unsafe withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: offset, as: Number.self)
        }
    }

    /// Copies `source` to `target` of a buffer that has room for it.
    @inline(always)
    func copy(_ source: Range<Int>, to buffer: inout MutableSpan<UInt8>, at target: Int) {
        precondition(source.lowerBound >= 0 && source.upperBound <= count)
        // SAFETY: the range was checked above; the span outlives the call.
        unsafe withUnsafeBytes { octets in
            guard let octets = octets.baseAddress else { return }
            unsafe copyOctets(octets + source.lowerBound, source.count, to: &buffer, at: target)
        }
    }
}

// SAFETY: the caller has checked that there are `count` octets at `octets`; they never lie in the
// buffer, which is a reply's.
@unsafe @inline(always)
private func copyOctets(
    _ octets: UnsafeRawPointer,
    _ count: Int,
    to buffer: inout MutableSpan<UInt8>,
    at target: Int
) {
    precondition(target >= 0 && target <= buffer.count &- count, "no room in the reply")
    unsafe buffer.withUnsafeMutableBytes { buffer in
        guard let buffer = buffer.baseAddress else { return }
        let goal = unsafe buffer + target
        switch count {
        // Pieces that may overlap: a call costs more than copying these.
        case 8...16: unsafe copyEnds(octets, goal, count, as: UInt64.self)
        case 17...32: unsafe copyEnds(octets, goal, count, as: SIMD16<UInt8>.self)
        case 33...64: unsafe copyEnds(octets, goal, count, as: SIMD32<UInt8>.self)
        default: unsafe goal.copyMemory(from: octets, byteCount: count)
        }
    }
}

/// Copies `count` octets, which are one to two pieces, as the first and the last piece.
// SAFETY: the caller has checked that there are `count` octets on both sides.
@unsafe @inline(always)
private func copyEnds<Piece: BitwiseCopyable>(
    _ source: UnsafeRawPointer,
    _ goal: UnsafeMutableRawPointer,
    _ count: Int,
    as piece: Piece.Type
) {
    let last = count &- MemoryLayout<Piece>.size
    let head = unsafe source.loadUnaligned(as: Piece.self)
    let tail = unsafe source.loadUnaligned(fromByteOffset: last, as: Piece.self)
    unsafe goal.storeBytes(of: head, as: Piece.self)
    unsafe goal.storeBytes(of: tail, toByteOffset: last, as: Piece.self)
}

extension MutableSpan<UInt8> {
    /// Sets eight octets, in the machine's order, that all lie inside.
    @inline(always)
    mutating func setWord(_ word: UInt64, at offset: Int) { store(word, at: offset) }

    /// Writes a number in network order; all of it lies inside.
    @inline(always)
    mutating func setNumber(_ number: some FixedWidthInteger & BitwiseCopyable, at offset: Int) {
        store(number.bigEndian, at: offset)
    }

    @inline(always)
    private mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(
        _ number: Number,
        at offset: Int
    ) {
        precondition(
            offset >= 0 && offset <= count &- MemoryLayout<Number>.size,
            "number outside the octets"
        )
        // SAFETY: checked on the line above.
        unsafe withUnsafeMutableBytes {
            unsafe $0.storeBytes(of: number, toByteOffset: offset, as: Number.self)
        }
    }
}
