// This file is one of those that may use unsafe code: it lends out buffers that C owns.
internal import Addressing
internal import CLinuxSockets

/// Datagrams that are received with one system call, and answered with another.
///
/// All buffers are made once. Nothing is allocated, and no reference counted, per datagram.
@safe struct DatagramBatch: ~Copyable {
    /// How many datagrams one call takes in. Above 64 the share of the system call in the cost
    /// of a query is below 1 %, while latency and the buffers' footprint in the cache still grow.
    static let width = Int(linux_batch_width)
    /// Octets that a reply may have: the most that a server may be configured to send over UDP. A
    /// query may have as many, well above any that is of use (RFC 6891 §6.2.5).
    private static let replyCapacity = Int(linux_reply_octets)

    private let batch: OpaquePointer
    private let datagrams: UnsafeMutablePointer<linux_datagram>

    init() {
        let created = unsafe linux_batch_create()
        guard let created = unsafe created else { preconditionFailure("out of memory") }
        unsafe batch = created
        unsafe datagrams = linux_batch_datagrams(created)
    }

    // SAFETY: the batch is ours alone, and no span into it outlives a call of `answer`.
    deinit { unsafe linux_batch_destroy(batch) }

    /// Receives what has arrived. Fails with EAGAIN when nothing has, in the time that the
    /// socket waits.
    mutating func receive(
        from socket: borrowing Socket,
        _ wait: Wait
    ) throws(SystemError) -> Int {
        let mode = wait == .forOne ? linux_wait_for_one : linux_do_not_wait
        // SAFETY: C keeps to the buffers it has made.
        let count = unsafe linux_batch_receive(batch, socket.descriptor, mode)
        return Int(try checked(count, "recvmmsg"))
    }

    enum Wait {
        case forOne
        case not
    }

    /// Why a datagram is not to be looked at, if so.
    func flaw(of index: Int) -> Flaw? {
        precondition((0..<Self.width).contains(index))
        // SAFETY: the index was checked.
        let datagram = unsafe datagrams[index]
        if unsafe datagram.is_truncated != 0 { return .oversize }
        if unsafe datagram.peer.port == 0 { return .portZero }
        return nil
    }

    enum Flaw {
        case oversize
        case portZero
    }

    /// Has `reply` write the reply to one datagram, and tell its length; 0 means no reply.
    mutating func answer(
        _ index: Int,
        with reply: (Span<UInt8>, IPAddress, inout MutableSpan<UInt8>) -> Int
    ) {
        precondition((0..<Self.width).contains(index))
        // SAFETY: the index was checked; C says how many octets it received, at most the
        // capacity; the two buffers are apart, and lent for this call only.
        let datagram = unsafe datagrams + index
        let query = unsafe Span(
            _unsafeStart: datagram.pointee.query,
            count: Int(datagram.pointee.query_length)
        )
        var room = unsafe MutableSpan(
            _unsafeStart: datagram.pointee.reply,
            count: Self.replyCapacity
        )
        let length = unsafe reply(query, datagram.pointee.peer.address, &room)
        precondition(length <= Self.replyCapacity)
        unsafe datagram.pointee.reply_length = UInt32(length)
    }

    /// Makes the answered datagrams ready for `send`; how many there are.
    mutating func lineUpReplies() -> Int {
        // SAFETY: C keeps to the buffers it has made.
        Int(unsafe linux_batch_line_up(batch))
    }

    /// Sends replies from the `first` in line on, without waiting; how many were sent.
    mutating func send(from first: Int, on socket: borrowing Socket) throws(SystemError) -> Int {
        // SAFETY: as above; `first` is below the number in line.
        let count = unsafe linux_batch_send(batch, socket.descriptor, UInt32(first))
        return Int(try checked(count, "sendmmsg"))
    }
}
