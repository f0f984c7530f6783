internal import CLinuxSockets

/// Waits until one of several sockets has something to read, or room for what is to be sent.
struct Poller: ~Copyable, Sendable {
    private let descriptor: Int32

    init() throws(SystemError) {
        descriptor = try checked(linux_epoll_create(), "epoll_create1")
    }

    deinit { closeDescriptor(descriptor) }

    /// Watches a socket until it has something to read; `wait` then reports it by this number. A
    /// socket that is closed is watched no longer.
    func watch(_ socket: borrowing Socket, as number: Int) throws(SystemError) {
        _ = try checked(
            linux_epoll_add(descriptor, socket.descriptor, UInt32(number)),
            "epoll_ctl"
        )
    }

    /// Changes what a watched socket is watched for.
    func watch(
        _ socket: borrowing Socket,
        as number: Int,
        for interest: Interest
    ) throws(SystemError) {
        _ = try checked(
            linux_epoll_change(
                descriptor,
                socket.descriptor,
                UInt32(number),
                interest == .input ? linux_until_readable : linux_until_writable
            ),
            "epoll_ctl"
        )
    }

    enum Interest {
        case input
        case room
    }

    func ignore(_ socket: borrowing Socket) throws(SystemError) {
        _ = try checked(linux_epoll_remove(descriptor, socket.descriptor), "epoll_ctl")
    }

    func wait(milliseconds: Int32) throws(SystemError) -> Ready {
        let ready = linux_epoll_wait(descriptor, milliseconds)
        _ = try checked(ready.count, "epoll_wait")
        return Ready(list: ready)
    }

    /// The numbers of the sockets that are ready.
    struct Ready {
        fileprivate let list: linux_ready

        var count: Int { Int(list.count) }

        subscript(_ index: Int) -> Int {
            precondition((0..<count).contains(index))
            return Int(linux_ready_token(list, Int32(index)))
        }
    }
}
