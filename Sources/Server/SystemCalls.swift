// This file is one of those that may use unsafe code: system calls that take pointers.
internal import CLinuxSockets
internal import Glibc
internal import Synchronization

func closeDescriptor(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

func errorText(_ code: Int32) -> String {
    // SAFETY: the function returns a constant, zero-terminated string for every argument.
    unsafe String(cString: linux_error_text(code))
}

func errorName(_ code: Int32) -> String {
    // SAFETY: as above.
    unsafe String(cString: linux_error_name(code))
}

/// The index of an interface given by name or number.
func interfaceIndex(named name: String) throws(SystemError) -> UInt32 {
    // SAFETY: the string is lent for the call only, zero-terminated.
    let index = unsafe linux_interface_index(name)
    if index > 0 { return index }
    guard let number = UInt32(name), number > 0 else {
        throw SystemError(call: "if_nametoindex", code: ENODEV)
    }
    return number
}

/// Sends without waiting; how many octets the socket took, 0 if it is full.
func sendOctets(
    _ octets: Span<UInt8>,
    to socket: borrowing Socket
) throws(SystemError) -> Int {
    let descriptor = socket.descriptor
    // SAFETY: the buffer is lent for the call only.
    let sent = unsafe octets.withUnsafeBufferPointer { buffer in
        unsafe send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
    }
    if sent >= 0 { return sent }
    let code = errno
    guard code == EAGAIN || code == EINTR else { throw SystemError(call: "send", code: code) }
    return 0
}

/// Receives what has arrived, up to the size of the buffer; 0 at the end of the stream.
func receiveOctets(
    into buffer: inout [UInt8],
    from socket: borrowing Socket
) throws(SystemError) -> Int {
    let descriptor = socket.descriptor
    var room = buffer.mutableSpan
    // SAFETY: the buffer is lent for the call only.
    let received = unsafe room.withUnsafeMutableBufferPointer { buffer in
        unsafe recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
    }
    guard received >= 0 else { throw SystemError(call: "recv", code: errno) }
    return received
}

func shutDownSending(_ socket: borrowing Socket) {
    _ = shutdown(socket.descriptor, Int32(SHUT_WR))
}

func shutDownReceiving(_ socket: borrowing Socket) {
    _ = shutdown(socket.descriptor, Int32(SHUT_RD))
}

/// A thread of its own for a loop that blocks.
final class WorkerThread: Sendable {
    private let handle: Mutex<pthread_t?>

    /// Starts the thread. Linux shows the first 15 octets of the name.
    init(named name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var started = pthread_t()
        // SAFETY: the retained object is the only argument, and the thread takes it over, or, if
        // there is no thread, we do.
        let start = unsafe Unmanaged.passRetained(ThreadStart(name: name, body: body))
        let code = unsafe pthread_create(&started, nil, runThread, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw SystemError(call: "pthread_create", code: code)
        }
        handle = Mutex(started)
    }

    /// Waits for the end of the body; once is enough.
    func join() {
        guard let thread = handle.withLock({ $0.take() }) else { return }
        _ = pthread_join(thread, nil)
    }
}

private final class ThreadStart: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument = unsafe argument else { return nil }
    // SAFETY: `WorkerThread` passes exactly this object, retained for us.
    let start = unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
    // SAFETY: the string is lent for the call only, zero-terminated.
    unsafe linux_thread_enter(String(start.name.prefix(15)))
    start.body()
    return nil
}
