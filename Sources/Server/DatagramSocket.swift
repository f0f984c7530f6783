internal import Addressing
internal import CLinuxSockets

/// A UDP socket of one worker, set up for answering.
final class DatagramSocket: Sendable {
    /// Room for some milliseconds of queries at full rate, while a worker is off the processor.
    private static let receiveBufferOctets: Int32 = 4 << 20
    private static let sendBufferOctets: Int32 = 4 << 20
    /// The least MTU of IPv6: what fits needs no path MTU discovery (RFC 8200 §5, RFC 9715).
    private static let leastMTU: Int32 = 1280
    /// How long a receive call waits before the worker looks around.
    static let receiveTimeoutMilliseconds: Int32 = 100

    /// How long replies wait for room in a full send buffer before they are given up: 64 of them,
    /// with 1000 octets each, take about as long at 100 Mbit/s.
    private static let patienceMilliseconds: Int32 = 5

    let socket: Socket
    let address: SocketAddress
    /// Who may ask here; nil: everybody.
    let gate: ListenerGate?

    /// Takes the address for this server alone: while anybody else is bound to it, in whatever
    /// way, this fails. Only then it is shared, with sockets that ask for sharing from the start;
    /// a second server does not, so that it fails in its turn.
    init(
        claiming address: SocketAddress,
        gate: ListenerGate?
    ) throws(SystemError) {
        let opened = try Self.open(for: address)
        try opened.bind(to: address)
        try opened.set(linux_reuse_port)
        self.address = opened.localAddress ?? address
        self.gate = gate
        socket = opened
    }

    /// Shares an address that was claimed: the kernel spreads the queries among the sockets.
    init(
        sharing address: SocketAddress,
        gate: ListenerGate?
    ) throws(SystemError) {
        let opened = try Self.open(for: address)
        try opened.set(linux_reuse_port)
        try opened.bind(to: address)
        self.address = address
        self.gate = gate
        socket = opened
    }

    /// Waits a little until the send buffer has room; false if it stays full.
    func awaitRoom() -> Bool {
        linux_socket_await_room(socket.descriptor, Self.patienceMilliseconds) > 0
    }

    /// Datagrams that its receive queue had no room for; 0 if the system does not tell.
    var receiveDrops: UInt64 {
        UInt64(max(0, linux_socket_receive_drops(socket.descriptor)))
    }

    private static func open(for address: SocketAddress) throws(SystemError) -> Socket {
        let family = address.address.family
        let socket = try Socket(.datagram, for: family)
        if family == .ipv6 {
            try socket.set(linux_only_ipv6)
            try socket.set(linux_mtu_ipv6, to: leastMTU)
        }
        if address.address.isUnspecified {
            // The reply has to leave from the address that was asked (RFC 2181 §4).
            try socket.set(family == .ipv4 ? linux_packet_info_ipv4 : linux_packet_info_ipv6)
        }
        let descriptor = socket.descriptor
        _ = try checked(linux_socket_ignore_path_mtu(descriptor, family.number), "setsockopt")
        _ = try checked(
            linux_socket_set_buffers(descriptor, receiveBufferOctets, sendBufferOctets),
            "setsockopt"
        )
        _ = try checked(
            linux_socket_set_receive_timeout(descriptor, receiveTimeoutMilliseconds),
            "setsockopt"
        )
        return socket
    }
}
