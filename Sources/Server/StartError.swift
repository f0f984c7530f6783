package import Addressing
internal import Glibc

/// Why the server cannot listen, in a sentence that says what to do about it.
package enum StartError: Error, Hashable {
    case noListenAddress
    case duplicateListenAddress(SocketAddress)
    case portInUse(SocketAddress, Transport)
    case portNotPermitted(SocketAddress)
    case addressNotAvailable(SocketAddress)
    case familyNotSupported(SocketAddress)
    case interfaceNotFound(SocketAddress)
    case interfaceNotNamed(SocketAddress)
    case system(SystemError, SocketAddress)
    case thread(SystemError)

    package enum Transport: String, Sendable {
        case udp = "UDP"
        case tcp = "TCP"
    }

    init(_ error: SystemError, at address: SocketAddress, _ transport: Transport) {
        self =
            switch error.code {
            case EADDRINUSE: .portInUse(address, transport)
            case EACCES, EPERM: .portNotPermitted(address)
            case EADDRNOTAVAIL: .addressNotAvailable(address)
            case EAFNOSUPPORT, EPFNOSUPPORT: .familyNotSupported(address)
            case ENODEV: .interfaceNotFound(address)
            case EINVAL where address.isLinkLocalWithoutInterface: .interfaceNotNamed(address)
            default: .system(error, address)
            }
    }

    /// True if the machine simply does not have this address, so that one which nobody asked
    /// for by name can be left out.
    var isMissingAddress: Bool {
        switch self {
        case .addressNotAvailable, .familyNotSupported: true
        default: false
        }
    }
}

extension StartError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noListenAddress:
            "no address to listen on: name at least one, such as 127.0.0.1:1053"
        case .duplicateListenAddress(let address):
            "\(address) is listed twice among the addresses to listen on: remove one"
        case .portInUse(let address, let transport):
            """
            cannot listen on \(address): another program, or another server like this one, \
            already uses this port over \(transport.rawValue); stop it or choose another port \
            (`ss -lnp 'sport = :\(address.port)'` shows who it is)
            """
        case .portNotPermitted(let address):
            """
            no permission to listen on \(address): ports below 1024 need the capability \
            CAP_NET_BIND_SERVICE (run as root, or let systemd grant it with \
            AmbientCapabilities=), or choose a port from 1024 up
            """
        case .addressNotAvailable(let address):
            """
            cannot listen on \(address): no interface of this machine has the address \
            \(address.address) (`ip address` lists those it has)
            """
        case .familyNotSupported(let address):
            "cannot listen on \(address): this machine has no \(address.address.family == .ipv4 ? "IPv4" : "IPv6")"
        case .interfaceNotFound(let address):
            """
            cannot listen on \(address): this machine has no interface \(address.interface ?? "") \
            (`ip link` lists those it has)
            """
        case .interfaceNotNamed(let address):
            """
            cannot listen on \(address): a link-local address needs the name of its interface, \
            as in [\(address.address)%eth0]:\(address.port) (`ip address` lists both)
            """
        case .system(let error, let address):
            "cannot listen on \(address): \(error)"
        case .thread(let error):
            "cannot start a worker thread: \(error)"
        }
    }
}

extension SocketAddress {
    /// Of fe80::/10 (RFC 4291 §2.5.6), which every interface has.
    fileprivate var isLinkLocalWithoutInterface: Bool {
        guard case .ipv6(let bits) = address else { return false }
        return bits >> 118 == 0xfe80 >> 6 && interface == nil
    }
}
