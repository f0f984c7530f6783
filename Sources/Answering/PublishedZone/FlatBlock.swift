// Unsafe file: one block of plain memory that values of several types live in.
//
// A published zone is one such block: a header, and behind it whatever the header leads to. Values
// are named by their places: offsets from the start of the block, where no value but the header can
// be, so that 0 stands for none. Every read checks that the value lies inside the block. What has
// been said of `FlatView` holds: a view must not outlive its block.

/// Owns a block that is complete.
@safe
struct FlatBlock<Header: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    // SAFETY: never written after init, so that any thread may read it.
    private let base: UnsafeMutableRawPointer

    fileprivate init(_ base: UnsafeMutableRawPointer) { unsafe self.base = base }

    var view: FlatBlockView<Header> { unsafe FlatBlockView(UnsafeRawPointer(base)) }

    deinit {
        // SAFETY: the values are trivial, and views do not outlive the block.
        unsafe base.deallocate()
    }
}

/// What a block starts with.
private struct BlockStart<Header: BitwiseCopyable & Sendable>: BitwiseCopyable {
    /// Octets of the whole block.
    var count: Int
    var header: Header
}

/// A pointer to a `FlatBlock`, however much it holds.
@safe
struct FlatBlockView<Header: BitwiseCopyable & Sendable>: BitwiseCopyable, @unchecked Sendable {
    // SAFETY: points to a FlatBlock, which is immutable and outlives the view, and starts with a
    // BlockStart.
    fileprivate let base: UnsafeRawPointer

    fileprivate init(_ base: UnsafeRawPointer) { unsafe self.base = base }

    @inline(always)
    var header: Header { unsafe base.load(as: BlockStart<Header>.self).header }

    /// Octets of the whole block.
    var count: Int { unsafe base.load(as: Int.self) }

    /// Where what follows the header begins.
    static var contentPlace: Int { MemoryLayout<BlockStart<Header>>.stride }

    /// The value at `place`, which need not be aligned.
    @inline(always)
    func load<Value: BitwiseCopyable>(_ type: Value.Type = Value.self, at place: Int) -> Value {
        precondition(
            UInt(bitPattern: place) <= UInt(bitPattern: count &- MemoryLayout<Value>.size),
            "place outside the block"
        )
        // SAFETY: checked on the line above.
        return unsafe base.loadUnaligned(fromByteOffset: place, as: type)
    }

    /// The whole block as octets.
    @inline(always)
    var octets: FlatView<UInt8> {
        // SAFETY: the block has so many octets.
        unsafe FlatView(base.assumingMemoryBound(to: UInt8.self), count)
    }

    /// The values of one type that stand in `range`, counted from `place`, which is aligned for them.
    @inline(always)
    func run<Value: BitwiseCopyable & Sendable>(
        of type: Value.Type = Value.self,
        at place: Int,
        count runCount: UInt32
    ) -> FlatView<Value> {
        precondition(
            place >= 0 && place % MemoryLayout<Value>.alignment == 0
                && place &+ Int(runCount) &* MemoryLayout<Value>.stride <= count,
            "run outside the block"
        )
        // SAFETY: checked on the line above; the block itself is aligned for any value.
        return unsafe FlatView((base + place).assumingMemoryBound(to: type), Int(runCount))
    }
}

/// A block in the making.
@safe
struct FlatBlockBuilder<Header: BitwiseCopyable & Sendable>: ~Copyable {
    // SAFETY: `capacity` octets, of which the first `count` are initialised.
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count: Int

    /// More than places of 32 bits can tell.
    static var maximumCount: Int { Int(UInt32.max) }

    /// A block this long or longer stays where it was built: what was reserved in vain at its end has
    /// never been touched, and so takes no memory. Shorter ones move to one of their size, if they would
    /// leave more than one part in so many unused.
    private static var unmovedCount: Int { 1 << 20 }
    private static var unusedPart: Int { 32 }

    /// A block of a header yet unknown, with room for `capacity` octets in all.
    init(reserving capacity: Int) {
        count = MemoryLayout<BlockStart<Header>>.stride
        self.capacity = max(capacity, count)
        unsafe base = Self.allocate(self.capacity)
        unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    }

    /// A block that begins as a copy of another, with room for so many octets more.
    init(copying other: FlatBlockView<Header>, reserving room: Int) {
        count = other.count
        capacity = count + room
        unsafe base = Self.allocate(capacity)
        // SAFETY: both have `count` octets.
        unsafe base.copyMemory(from: other.base, byteCount: count)
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
        .allocate(byteCount: capacity, alignment: MemoryLayout<BlockStart<Header>>.alignment)
    }

    deinit { unsafe base.deallocate() }

    private mutating func reserve(_ more: Int) {
        guard more > capacity - count else { return }
        capacity = max(count + more, capacity + capacity / 2)
        move(to: capacity)
    }

    private mutating func move(to capacity: Int) {
        // SAFETY: both have room for `count` octets.
        let new = unsafe Self.allocate(capacity)
        unsafe new.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = new
    }

    mutating func append<Value: BitwiseCopyable>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        reserve(size)
        // SAFETY: there is room for the value.
        unsafe base.storeBytes(of: value, toByteOffset: count, as: Value.self)
        count += size
    }

    mutating func append(_ octets: Span<UInt8>) {
        reserve(octets.count)
        unsafe octets.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return }
            // SAFETY: there is room for the octets.
            unsafe (base + count).copyMemory(from: start, byteCount: source.count)
        }
        count += octets.count
    }

    /// Appends octets that are zero until they are set.
    mutating func appendZeros(_ zeros: Int) {
        reserve(zeros)
        // SAFETY: there is room for them.
        unsafe (base + count).initializeMemory(as: UInt8.self, repeating: 0, count: zeros)
        count += zeros
    }

    /// Appends as many zeros as it takes to come to a multiple of `alignment`.
    mutating func align(to alignment: Int) {
        let excess = count % alignment
        if excess > 0 { appendZeros(alignment - excess) }
    }

    func load<Value: BitwiseCopyable>(_ type: Value.Type = Value.self, at place: Int) -> Value {
        precondition(place >= 0 && place <= count - MemoryLayout<Value>.size)
        // SAFETY: checked on the line above.
        return unsafe base.loadUnaligned(fromByteOffset: place, as: type)
    }

    /// Sets a value that has been appended.
    mutating func store<Value: BitwiseCopyable>(_ value: Value, at place: Int) {
        precondition(place >= 0 && place <= count - MemoryLayout<Value>.size)
        // SAFETY: checked on the line above.
        unsafe base.storeBytes(of: value, toByteOffset: place, as: Value.self)
    }

    /// Completes the block.
    consuming func finish(_ header: Header) -> FlatBlock<Header> {
        store(BlockStart(count: count, header: header), at: 0)
        if count < Self.unmovedCount, capacity - count > count / Self.unusedPart {
            move(to: count)
        }
        let finished = unsafe FlatBlock<Header>(base)
        // The block owns the memory now.
        discard self
        return finished
    }
}
