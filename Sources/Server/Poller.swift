internal import CLinuxSockets

/// Waits until one of several sockets has something to read.
struct Poller: ~Copyable, Sendable {
    private let descriptor: Int32

    init() throws(SystemError) {
        descriptor = try checked(linux_epoll_create(), "epoll_create1")
    }

    deinit { closeDescriptor(descriptor) }

    /// Watches a socket, which `wait` then reports by this number.
    func watch(_ socket: borrowing Socket, as number: Int) throws(SystemError) {
        _ = try checked(
            linux_epoll_add(descriptor, socket.descriptor, UInt32(number)),
            "epoll_ctl"
        )
    }

    func wait(milliseconds: Int32) throws(SystemError) -> Ready {
        let ready = linux_epoll_wait(descriptor, milliseconds)
        _ = try checked(ready.count, "epoll_wait")
        return Ready(list: ready)
    }

    /// The numbers of the sockets that can be read.
    struct Ready {
        fileprivate let list: linux_ready

        var count: Int { Int(list.count) }

        subscript(_ index: Int) -> Int {
            precondition((0..<count).contains(index))
            return Int(linux_ready_token(list, Int32(index)))
        }
    }
}
