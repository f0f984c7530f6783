internal import Addressing
internal import Telemetry

/// A connection that was accepted: the owner of its socket, which is closed when it goes.
final class TCPConnection {
    let socket: Socket
    let peer: IPAddress
    /// Who asks: the peer, or whom its PROXY header names; nil until that has arrived.
    private(set) var client: IPAddress?
    /// Who may ask here; nil: everybody.
    let gate: ListenerGate?
    /// Number of the listener that accepted it.
    let listener: Int
    var session = TCPSession()
    /// What its socket is watched for.
    var interest = Poller.Interest.input

    init(
        _ socket: consuming Socket,
        from peer: IPAddress,
        at listener: Int,
        gate: ListenerGate? = nil
    ) {
        self.socket = socket
        self.peer = peer
        self.listener = listener
        self.gate = gate
        client = gate?.wantsProxyHeader == true ? nil : peer
    }

    /// Whether this peer gets not even a connection; what that counts as.
    var refusal: ServerEvent? {
        guard let gate else { return nil }
        if gate.wantsProxyHeader { return gate.isProxy(peer) ? nil : .proxyRefused }
        return gate.refusal(of: peer) == .drop ? .accessDropped : nil
    }

    /// Reads the PROXY header that the stream begins with.
    func readHeader(_ input: Span<UInt8>) -> ProxyHeader {
        let header = ProxyHeader(of: input)
        if case .whole(_, let client) = header { self.client = client ?? peer }
        return header
    }

    /// Its number in the table, and for the poller: nobody else has it while the socket is open.
    var number: Int { Int(socket.descriptor) }
}
