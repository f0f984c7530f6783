internal import Addressing
internal import CLinuxSockets
internal import Dispatch
internal import Glibc
internal import Telemetry

/// One connection. While it is idle it holds no buffer.
///
///     recv ─▶ whole messages ─▶ TCPResponder ─▶ one send ─▶ (what is left) pending
///
/// While replies are pending nothing is read, so that a client who does not take its replies
/// cannot make the server keep more of them.
final class TCPSession {
    let number: Int
    /// Number of the listener that accepted it.
    let listener: Int
    let peer: IPAddress
    let connection: Connection
    private let readSource: any DispatchSourceRead
    private var isReadingPaused = false
    /// There only while replies are pending.
    var writeSource: (any DispatchSourceWrite)?

    /// Since when it is idle, or busy with a message or replies that are not finished.
    var since = Duration.zero
    var standing: Standing?
    /// Neighbours in that `AgeOrder`.
    unowned var older: TCPSession?
    unowned var newer: TCPSession?

    private(set) var phase = Phase.open
    /// What has arrived and was not answered: the beginning of a message, or, while replies are
    /// pending, whole ones as well.
    private var unread: [UInt8] = []
    private var pending: [UInt8] = []
    private var pendingOffset = 0
    /// Messages that were answered, and pending replies that were taken, begin a new deadline.
    var hasProgressed = false

    /// Which order by age it stands in.
    enum Standing {
        case idle
        case busy
    }

    enum Phase {
        case open
        /// Nothing more is read; closed as soon as what has arrived is answered.
        case finishing
        /// Nothing can be sent any more.
        case broken
    }

    /// Owner of the socket, kept open until all event sources have let go of it.
    final class Connection: Sendable {
        let socket: Socket

        init(owning descriptor: Int32) { socket = Socket(owning: descriptor) }

        /// Replies are whole when they are written: there is nothing to wait for. A failure
        /// costs some milliseconds, nothing else.
        func sendWithoutDelay() { try? socket.set(linux_no_delay) }
    }

    init(
        number: Int,
        listener: Int,
        peer: IPAddress,
        connection: Connection,
        readSource: any DispatchSourceRead
    ) {
        self.number = number
        self.listener = listener
        self.peer = peer
        self.connection = connection
        self.readSource = readSource
    }

    var hasPendingReplies: Bool { !pending.isEmpty }
    var isBusy: Bool { hasPendingReplies || !unread.isEmpty }

    /// True when there is nothing left to be done for the client.
    var isFinished: Bool {
        switch phase {
        case .open: false
        case .finishing: !hasPendingReplies
        case .broken: true
        }
    }

    /// Reads what has arrived, and answers the whole messages. Returns false if nothing had.
    @discardableResult
    func receive(through buffer: inout [UInt8], _ responder: inout TCPResponder) -> Bool {
        guard phase == .open, !hasPendingReplies else { return false }
        let count: Int
        do throws(SystemError) {
            count = try receiveOctets(into: &buffer, from: connection.socket)
        } catch {
            if error.code == EAGAIN || error.code == EINTR { return false }
            responder.counters.add(to: .tcpBroken)
            phase = .broken
            return false
        }
        if count == 0 {
            // The client may have closed only its own half (RFC 7766 §6.2.3): what it has
            // asked is answered, and nothing can be missing from `unread` that would still come.
            phase = .finishing
            unread = []
            return false
        }
        if unread.isEmpty {
            let consumed = answer(buffer.span.extracting(0..<count), &responder)
            if keepsInput, consumed < count { unread = Array(buffer[consumed..<count]) }
        } else {
            unread += buffer[0..<count]
            answerUnread(&responder)
        }
        return true
    }

    /// Sends pending replies, and when they are out answers what has arrived meanwhile.
    func sendPending(_ responder: inout TCPResponder) {
        do throws(SystemError) {
            let rest = pending.span.extracting(pendingOffset..<pending.count)
            pendingOffset += try sendOctets(rest, to: connection.socket)
        } catch {
            fail(error, counters: responder.counters)
            return
        }
        guard pendingOffset == pending.count else { return }
        pending = []
        pendingOffset = 0
        hasProgressed = true
        answerUnread(&responder)
    }

    /// Reads no more, and closes once the replies are out.
    func finish() {
        if phase == .open { phase = .finishing }
    }

    /// Ends the stream after the replies. What the client is still sending is thrown away: left
    /// unread, it would make the system reset the connection, and the last replies with it.
    func endStream(through buffer: inout [UInt8]) {
        guard phase == .finishing else { return }
        shutDownSending(connection.socket)
        for _ in 0..<16 {
            let count = try? receiveOctets(into: &buffer, from: connection.socket)
            guard let count, count > 0 else { return }
        }
    }

    func pauseReading() {
        guard !isReadingPaused else { return }
        isReadingPaused = true
        readSource.suspend()
    }

    func resumeReading() {
        guard isReadingPaused else { return }
        isReadingPaused = false
        readSource.resume()
    }

    func cancelSources() {
        readSource.cancel()
        // A suspended source would never get to know.
        resumeReading()
        writeSource?.cancel()
        writeSource = nil
    }

    private var keepsInput: Bool { phase == .open || hasPendingReplies }

    private func answerUnread(_ responder: inout TCPResponder) {
        let input = unread
        unread = []
        let consumed = answer(input.span, &responder)
        guard keepsInput else { return }
        unread = consumed == 0 ? input : Array(input[consumed...])
    }

    /// Answers the whole messages in the input until replies are pending; how far it came.
    private func answer(_ input: Span<UInt8>, _ responder: inout TCPResponder) -> Int {
        var consumed = 0
        while !hasPendingReplies, phase != .broken {
            let progress = responder.answer(
                input.extracting(consumed..<input.count),
                from: peer
            )
            consumed += progress.consumed
            if progress.consumed > 0 { hasProgressed = true }
            do throws(SystemError) {
                pending = try responder.flush(to: connection.socket)
            } catch {
                fail(error, counters: responder.counters)
            }
            switch progress.halt {
            case .outputFull: continue
            case .needsInput: return consumed
            case .malformed:
                responder.counters.add(to: .tcpMalformed)
                finish()
                return input.count
            }
        }
        return consumed
    }

    private func fail(_ error: SystemError, counters: WorkerCounters) {
        counters.add(to: ServerEvent(sendError: error.code))
        counters.add(to: .tcpBroken)
        phase = .broken
    }
}
