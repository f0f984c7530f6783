internal import Addressing

/// A connection that was accepted: the owner of its socket, which is closed when it goes.
final class TCPConnection {
    let socket: Socket
    let peer: IPAddress
    /// Number of the listener that accepted it.
    let listener: Int
    var session = TCPSession()
    /// What its socket is watched for.
    var interest = Poller.Interest.input

    init(_ socket: consuming Socket, from peer: IPAddress, at listener: Int) {
        self.socket = socket
        self.peer = peer
        self.listener = listener
    }

    /// Its number in the table, and for the poller: nobody else has it while the socket is open.
    var number: Int { Int(socket.descriptor) }
}
