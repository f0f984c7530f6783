internal import Addressing
internal import CLinuxSockets

/// The owner of a socket: closed when it goes out of use.
struct Socket: ~Copyable, Sendable {
    let descriptor: Int32

    /// Takes over a descriptor that is open and nobody else's.
    init(owning descriptor: Int32) { self.descriptor = descriptor }

    init(_ kind: Kind, for family: AddressFamily) throws(SystemError) {
        let opened = linux_socket_open(family.number, kind.constant)
        self.init(owning: try checked(opened, "socket"))
    }

    deinit { closeDescriptor(descriptor) }

    enum Kind {
        case datagram
        case stream

        fileprivate var constant: linux_kind {
            switch self {
            case .datagram: linux_datagram_socket
            case .stream: linux_stream_socket
            }
        }
    }

    func set(_ option: linux_option, to value: Int32 = 1) throws(SystemError) {
        _ = try checked(linux_socket_set(descriptor, option, value), "setsockopt")
    }

    func bind(to address: SocketAddress) throws(SystemError) {
        _ = try checked(linux_socket_bind(descriptor, try linux_endpoint(address)), "bind")
    }

    func listen(backlog: Int32) throws(SystemError) {
        _ = try checked(linux_socket_listen(descriptor, backlog), "listen")
    }

    /// The address it is bound to, with the port that the system chose if it was 0.
    var localAddress: SocketAddress? { SocketAddress(linux_socket_local(descriptor)) }
}

/// The value a call returned, or the negated errno as an error.
func checked(_ returned: Int32, _ call: String) throws(SystemError) -> Int32 {
    guard returned >= 0 else { throw SystemError(call: call, code: -returned) }
    return returned
}

extension AddressFamily {
    var number: Int32 { self == .ipv4 ? 4 : 6 }
}

extension linux_endpoint {
    init(_ address: SocketAddress) throws(SystemError) {
        self.init()
        port = address.port
        scope =
            try address.interface.map { name throws(SystemError) in
                try interfaceIndex(named: name)
            } ?? 0
        family = UInt8(address.address.family.number)
        switch address.address {
        case .ipv4(let bits):
            low = UInt64(bits)
        case .ipv6(let bits):
            high = UInt64(truncatingIfNeeded: bits >> 64)
            low = UInt64(truncatingIfNeeded: bits)
        }
    }

    var address: IPAddress {
        family == 4
            ? .ipv4(UInt32(truncatingIfNeeded: low)) : .ipv6(UInt128(high) << 64 | UInt128(low))
    }
}

extension SocketAddress {
    init?(_ endpoint: linux_endpoint) {
        guard endpoint.family != 0 else { return nil }
        let interface = endpoint.scope == 0 ? nil : "\(endpoint.scope)"
        self.init(endpoint.address, port: endpoint.port, interface: interface)
    }
}
