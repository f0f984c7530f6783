// This file is one of those that may use unsafe code: memory that one thread writes and others read.
internal import Glibc
internal import Synchronization

/// A row of counters that start at 0. One thread adds, anyone may read.
///
/// With a single writer an addition is a plain load, add and store; no locked instruction. Pages
/// that no counter was written in take no memory: a row may be much longer than what is used of it.
@safe struct CounterMemory: ~Copyable, @unchecked Sendable {
    let count: Int
    private let start: UnsafeMutablePointer<Atomic<UInt64>>

    /// So many octets apart lie what two threads write, lest they slow each other down.
    private static let cacheLine = 128

    init(count: Int) {
        // SAFETY: the memory is a cache line longer than what is used of it on either side. Octets
        // that are zero are an `Atomic<UInt64>` of 0, which needs no destruction.
        let size = count * MemoryLayout<Atomic<UInt64>>.stride + 2 * Self.cacheLine
        let memory = unsafe calloc(1, size)
        guard let memory = unsafe memory else { preconditionFailure("out of memory") }
        self.count = count
        unsafe start = (memory + Self.cacheLine).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    // SAFETY: `start` lies where `init` has put it, and nobody has it any more.
    deinit { unsafe free(UnsafeMutableRawPointer(start) - Self.cacheLine) }

    /// Adds to a counter; only the thread that writes this row may.
    @inline(__always)
    func add(_ amount: UInt64 = 1, at index: Int) {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        // SAFETY: the index was checked.
        let counter = unsafe start + index
        let sum = unsafe counter.pointee.load(ordering: .relaxed) &+ amount
        unsafe counter.pointee.store(sum, ordering: .relaxed)
    }

    subscript(index: Int) -> UInt64 {
        precondition((0..<count).contains(index))
        // SAFETY: the index was checked.
        return unsafe start[index].load(ordering: .relaxed)
    }

    /// All counters, read one by one while the writer goes on.
    var values: [UInt64] { (0..<count).map { self[$0] } }
}
