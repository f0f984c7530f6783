internal import Glibc
package import Telemetry

/// Sends the replies of a batch. Nothing that goes wrong here holds the worker up for long, and
/// what is lost is counted. A reply that cannot be sent costs only itself: those behind it are
/// still sent.
///
/// - Parameters:
///   - count: how many replies there are.
///   - counters: told what was sent, and what was not and why.
///   - send: sends replies from the given one on, and tells how many the system took; fails only
///     if it took none.
///   - awaitRoom: waits a little for room in a full send buffer; false if it stays full.
package func sendInOrder(
    _ count: Int,
    counting counters: WorkerCounters,
    send: (Int) throws(SystemError) -> Int,
    awaitRoom: () -> Bool
) {
    var next = 0
    var mayWait = true
    while next < count {
        do throws(SystemError) {
            let sent = try send(next)
            counters.add(sent, to: .udpReplies)
            next += max(sent, 1)
        } catch {
            switch error.code {
            case EINTR: continue
            case EAGAIN:
                // The socket's buffer is full: the rest would fail just the same. Once it has
                // room, it has room for a whole batch.
                if mayWait {
                    mayWait = false
                    if awaitRoom() { continue }
                }
                counters.add(count - next, to: .sendBufferFull)
                next = count
            default:
                counters.add(to: ServerEvent(sendError: error.code))
                next += 1
            }
        }
    }
}
