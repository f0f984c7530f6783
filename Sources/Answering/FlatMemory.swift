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

    /// An element and the next one.
    @inline(always)
    func pair(at index: Int) -> (Element, Element) {
        precondition(index >= 0 && index &+ 1 < count, "index outside published data")
        // SAFETY: checked on the line above.
        return unsafe (storage[index], storage[index &+ 1])
    }

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
    /// The address of `range`, all of which lies inside.
    @unsafe @inline(always)
    func address(of range: Range<Int>) -> UnsafeRawPointer {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= count,
            "octets outside published data"
        )
        // SAFETY: checked on the line above; published data outlives whatever reads it.
        return unsafe UnsafeRawPointer(storage + range.lowerBound)
    }

    /// Copies `source` to `target` of a buffer that has room for it.
    func copy(_ source: Range<Int>, to buffer: inout MutableSpan<UInt8>, at target: Int) {
        // SAFETY: the range is checked; published data outlives the call.
        unsafe buffer.copy(address(of: source), source.count, at: target)
    }

    /// True if the `length` octets from `place` on, one at least, are those of `name` from `start` on,
    /// where there are so many. Up to seven more are read, and do not count.
    @inline(always)
    func matches(
        _ name: borrowing QueryName,
        from start: Int,
        length: Int,
        at place: Int
    ) -> Bool {
        let surplus = MemoryLayout<UInt64>.size - 1
        precondition(
            place >= 0 && length >= 0 && place &+ length &+ surplus <= count,
            "name outside published data"
        )
        // The shift leaves nothing of the octets that do not count: as with all of it, it is the
        // lower bits that matter.
        let unwanted = UInt64(truncatingIfNeeded: 0 &- 8 &* length)
        var left = length
        var offset = 0
        while true {
            // SAFETY: checked above, for whole words.
            let published = unsafe UnsafeRawPointer(storage)
                .loadUnaligned(fromByteOffset: place &+ offset, as: UInt64.self)
            let difference = published ^ name.word(at: start &+ offset)
            if left <= 8 { return UInt64(littleEndian: difference) &<< unwanted == 0 }
            if difference != 0 { return false }
            offset &+= 8
            left &-= 8
        }
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

    /// A piece of octets; all of them lie inside.
    @inline(always)
    func piece(at offset: Int) -> OctetPiece { OctetPiece(words: load(at: offset)) }

    /// The number that stands at `offset` in network order; all of it lies inside.
    @inline(always)
    func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
        Number(bigEndian: load(at: offset))
    }

    @inline(always)
    private func load<Value: BitwiseCopyable>(at offset: Int) -> Value {
        precondition(
            offset >= 0 && offset <= count &- MemoryLayout<Value>.size,
            "value outside the octets"
        )
        // SAFETY: checked on the line above.
        return unsafe withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: offset, as: Value.self)
        }
    }

    /// Copies `source` to `target` of a buffer that has room for it.
    func copy(_ source: Range<Int>, to buffer: inout MutableSpan<UInt8>, at target: Int) {
        precondition(source.lowerBound >= 0 && source.upperBound <= count)
        // SAFETY: the range was checked above; the span outlives the call.
        unsafe withUnsafeBytes { octets in
            guard let octets = octets.baseAddress else { return }
            unsafe buffer.copy(octets + source.lowerBound, source.count, at: target)
        }
    }
}

// SAFETY: the caller has checked that there are `count` octets at `octets` and at `goal`, which are
// not the same ones.
@unsafe @inline(always)
func copyOctets(_ octets: UnsafeRawPointer, _ count: Int, to goal: UnsafeMutableRawPointer) {
    // Pieces that may overlap: a call costs more than copying these.
    if count > 16 {
        if count <= 32 {
            unsafe copyEnds(octets, goal, count, as: SIMD16<UInt8>.self)
        } else if count <= 64 {
            unsafe copyEnds(octets, goal, count, as: SIMD32<UInt8>.self)
        } else {
            unsafe goal.copyMemory(from: octets, byteCount: count)
        }
    } else if count >= 8 {
        unsafe copyEnds(octets, goal, count, as: UInt64.self)
    } else {
        unsafe goal.copyMemory(from: octets, byteCount: count)
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
    /// Sets a piece of octets that all lie inside.
    @inline(always)
    mutating func setPiece(_ piece: OctetPiece, at offset: Int) {
        precondition(
            offset >= 0 && offset <= count &- OctetPiece.length,
            "piece outside the octets"
        )
        // SAFETY: checked on the line above.
        unsafe withUnsafeMutableBytes {
            unsafe ($0.baseAddress.unsafelyUnwrapped + offset)
                .storeBytes(of: piece.words, as: SIMD2<UInt64>.self)
        }
    }

    // SAFETY: the caller has checked that there are `count` octets, which never lie in this span.
    @unsafe
    fileprivate mutating func copy(_ octets: UnsafeRawPointer, _ count: Int, at target: Int) {
        precondition(target >= 0 && target <= self.count &- count, "no room for the octets")
        unsafe withUnsafeMutableBytes { own in
            guard let own = own.baseAddress else { return }
            unsafe copyOctets(octets, count, to: own + target)
        }
    }
}

/// Octets that are read, changed and written in one step.
struct OctetPiece {
    static let length = 16

    let words: SIMD2<UInt64>

    @inline(always)
    static var zero: OctetPiece { OctetPiece(words: .zero) }
}

/// The memory of a `QueryName`, on the stack of whoever looks names up. It holds anything: setting it
/// would take as long as looking a name up in it.
@safe
struct NameMemory: ~Copyable {
    private var octets: InlineArray<288, UInt8>

    @inline(always)
    init() {
        // SAFETY: octets are trivial, and `QueryName` reads none that it has not set.
        octets = InlineArray { output in
            unsafe output.withUnsafeMutableBufferPointer { $1 = $0.count }
        }
    }

    /// The name in this memory: none, until one is loaded.
    @inline(always)
    var name: QueryName {
        @_lifetime(&self) mutating get { QueryName(in: octets.mutableSpan) }
    }
}
