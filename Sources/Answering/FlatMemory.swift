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

    var view: FlatView<Element> { unsafe FlatView(UnsafeBufferPointer(storage)) }

    deinit {
        // SAFETY: the elements are trivial, and views do not outlive the array (see above).
        unsafe storage.deallocate()
    }
}

/// A window on a `FlatArray`.
@safe
struct FlatView<Element: BitwiseCopyable & Sendable>: BitwiseCopyable, @unchecked Sendable {
    // SAFETY: points into a FlatArray, which is immutable and outlives the view.
    private let storage: UnsafeBufferPointer<Element>

    fileprivate init(_ storage: UnsafeBufferPointer<Element>) { unsafe self.storage = storage }

    /// A view of nothing.
    init() { unsafe storage = UnsafeBufferPointer(start: nil, count: 0) }

    var count: Int { unsafe storage.count }

    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "index outside published data")
        // SAFETY: checked on the line above.
        return unsafe storage[index]
    }

    subscript(index: UInt32) -> Element { self[Int(index)] }
}

extension FlatView<UInt8> {
    /// Copies `source` to `target` of a buffer that has room for it.
    func copy(_ source: Range<Int>, to buffer: inout MutableSpan<UInt8>, at target: Int) {
        precondition(source.lowerBound >= 0 && source.upperBound <= count)
        // SAFETY: the range was checked above; published data outlives the call.
        unsafe copyOctets(storage, source, to: &buffer, at: target)
    }

    /// Eight octets in the machine's order; all of them lie inside.
    func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset <= count - 8, "word outside published data")
        // SAFETY: checked on the line above.
        return unsafe UnsafeRawBufferPointer(storage)
            .loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// True if the octets from `offset` on are `other`'s from `start` up to `end`.
    func matches(_ other: Span<UInt8>, from start: Int, to end: Int, at offset: Int) -> Bool {
        let length = end - start
        guard length <= count - offset else { return false }
        guard length >= 8 else {
            for index in 0..<length where self[offset + index] != other[start + index] {
                return false
            }
            return true
        }
        var done = 0
        while done < length {
            // The last word may overlap the one before it.
            let next = min(done, length - 8)
            guard word(at: offset + next) == other.word(at: start + next) else { return false }
            done += 8
        }
        return true
    }
}

extension Span<UInt8> {
    /// Eight octets in the machine's order; all of them lie inside.
    func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset <= count - 8, "word outside the octets")
        // SAFETY: checked on the line above.
        return unsafe withUnsafeBytes {
            unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
    }

    /// Copies `source` to `target` of a buffer that has room for it.
    func copy(_ source: Range<Int>, to buffer: inout MutableSpan<UInt8>, at target: Int) {
        precondition(source.lowerBound >= 0 && source.upperBound <= count)
        // SAFETY: the range was checked above; the span outlives the call.
        unsafe withUnsafeBufferPointer { octets in
            unsafe copyOctets(octets, source, to: &buffer, at: target)
        }
    }
}

// SAFETY: the caller has checked `source`; it never lies in the buffer, which is a reply's.
@unsafe
private func copyOctets(
    _ octets: UnsafeBufferPointer<UInt8>,
    _ source: Range<Int>,
    to buffer: inout MutableSpan<UInt8>,
    at target: Int
) {
    precondition(target >= 0 && source.count <= buffer.count - target, "no room in the reply")
    unsafe buffer.withUnsafeMutableBufferPointer { destination in
        guard let from = octets.baseAddress, let to = destination.baseAddress else {
            return
        }
        unsafe (to + target).update(from: from + source.lowerBound, count: source.count)
    }
}

extension MutableSpan<UInt8> {
    /// Eight octets in the machine's order; all of them lie inside.
    func word(at offset: Int) -> UInt64 { span.word(at: offset) }

    /// Sets eight octets that all lie inside.
    mutating func setWord(_ word: UInt64, at offset: Int) {
        precondition(offset >= 0 && offset <= count - 8, "word outside the octets")
        // SAFETY: checked on the line above.
        unsafe withUnsafeMutableBytes {
            unsafe $0.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
        }
    }
}
