internal import Addressing

/// The sockets of one listen address: UDP for every worker, and TCP on the same port.
struct ListenSockets: Sendable {
    /// How often another port is tried when the one the system chose for UDP is taken for TCP.
    private static let portAttempts = 16

    let address: SocketAddress
    /// One per worker.
    let datagram: [DatagramSocket]
    let listening: ListeningSocket

    init(
        at address: SocketAddress,
        workers: Int,
        gate: ListenerGate? = nil
    ) throws(StartError) {
        var attempts = address.port == 0 ? Self.portAttempts : 1
        while true {
            attempts -= 1
            do throws(StartError) {
                (datagram, listening) = try Self.open(
                    at: address,
                    workers: workers,
                    gate: gate
                )
                self.address = datagram[0].address
                return
            } catch {
                guard case .portInUse(_, .tcp) = error, attempts > 0 else { throw error }
            }
        }
    }

    private static func open(
        at address: SocketAddress,
        workers: Int,
        gate: ListenerGate?
    ) throws(StartError) -> ([DatagramSocket], ListeningSocket) {
        let listening: ListeningSocket
        var datagram: [DatagramSocket] = []
        do throws(SystemError) {
            datagram.append(try DatagramSocket(claiming: address, gate: gate))
            for _ in 1..<workers {
                datagram.append(try DatagramSocket(sharing: datagram[0].address, gate: gate))
            }
        } catch {
            throw StartError(error, at: address, .udp)
        }
        do throws(SystemError) {
            listening = try ListeningSocket(claiming: datagram[0].address, gate: gate)
        } catch {
            throw StartError(error, at: datagram[0].address, .tcp)
        }
        return (datagram, listening)
    }
}
