internal import Addressing
internal import Glibc
internal import Telemetry

/// What is going on on one connection. While it is idle there is no buffer.
///
///     recv ─▶ whole messages ─▶ TCPResponder ─▶ one send ─▶ (what is left) pending
///
/// While replies are pending nothing is read, so that a client who does not take its replies
/// cannot make the server keep more of them.
struct TCPSession {
    private var phase = Phase.open
    /// What has arrived and was not answered: the beginning of a message, or, while replies are
    /// pending, whole ones as well.
    private var unread: [UInt8] = []
    private var pending: [UInt8] = []
    private var pendingOffset = 0
    /// Messages that were answered, and pending replies that were taken, begin a new deadline.
    private var hasProgressed = false

    private enum Phase {
        case open
        /// Nothing more is read; closed as soon as what has arrived is answered.
        case finishing
        /// Nothing can be sent any more.
        case broken
    }

    /// How a turn has left it.
    struct Standing {
        let wait: Wait
        /// Something was completed in this turn.
        let hasProgressed: Bool
        /// Room that it takes for what has arrived and what is to be sent.
        let heldOctets: Int
    }

    /// What it waits for.
    enum Wait {
        /// Nothing is going on: the next query.
        case query
        case restOfMessage
        /// Replies are pending: the client has to take them.
        case room
        /// There is nothing left to be done for the client.
        case end
    }

    /// Does what can be done without waiting: sends pending replies, or reads what has arrived,
    /// once, and answers it.
    mutating func takeTurn(
        on connection: TCPConnection,
        through buffer: inout [UInt8],
        _ responder: inout TCPResponder
    ) -> Standing {
        if hasPendingReplies {
            sendPending(connection, &responder)
        } else {
            _ = receive(connection, through: &buffer, &responder)
        }
        return standing
    }

    /// Answers what has arrived, up to some reads of it, and reads no more.
    mutating func finish(
        on connection: TCPConnection,
        reads: Int,
        through buffer: inout [UInt8],
        _ responder: inout TCPResponder
    ) -> Standing {
        for _ in 0..<reads {
            guard receive(connection, through: &buffer, &responder) else { break }
        }
        stopReading()
        return standing
    }

    /// Gives up, as nothing can be done for the client any more.
    mutating func breakOff(_ counters: WorkerCounters) {
        counters.add(to: .tcpBroken)
        phase = .broken
    }

    /// Ends the stream after the replies. What the client is still sending is thrown away: left
    /// unread, it would make the system reset the connection, and the last replies with it.
    func endStream(on connection: TCPConnection, through buffer: inout [UInt8]) {
        guard phase == .finishing else { return }
        shutDownSending(connection.socket)
        for _ in 0..<16 {
            let count = try? receiveOctets(into: &buffer, from: connection.socket)
            guard let count, count > 0 else { return }
        }
    }

    private var hasPendingReplies: Bool { !pending.isEmpty }

    private var standing: Standing {
        mutating get {
            defer { hasProgressed = false }
            let wait: Wait =
                switch phase {
                case .broken: .end
                case _ where hasPendingReplies: .room
                case .finishing: .end
                case .open: unread.isEmpty ? .query : .restOfMessage
                }
            return Standing(
                wait: wait,
                hasProgressed: hasProgressed,
                heldOctets: unread.capacity + pending.capacity
            )
        }
    }

    private mutating func stopReading() {
        if phase == .open { phase = .finishing }
    }

    /// Reads what has arrived, and answers the whole messages. Returns false if nothing had.
    private mutating func receive(
        _ connection: TCPConnection,
        through buffer: inout [UInt8],
        _ responder: inout TCPResponder
    ) -> Bool {
        guard phase == .open, !hasPendingReplies else { return false }
        let count: Int
        do throws(SystemError) {
            count = try receiveOctets(into: &buffer, from: connection.socket)
        } catch {
            if error.code == EAGAIN || error.code == EINTR { return false }
            breakOff(responder.counters)
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
            let input = buffer.span.extracting(0..<count)
            let consumed = answer(input, on: connection, &responder)
            if keepsInput, consumed < count { unread = Array(buffer[consumed..<count]) }
        } else {
            unread += buffer[0..<count]
            answerUnread(on: connection, &responder)
        }
        return true
    }

    /// Sends pending replies, and when they are out answers what has arrived meanwhile.
    private mutating func sendPending(
        _ connection: TCPConnection,
        _ responder: inout TCPResponder
    ) {
        let sent: Int
        do throws(SystemError) {
            sent = try sendOctets(
                pending.span.extracting(pendingOffset..<pending.count),
                to: connection.socket
            )
        } catch {
            fail(error, counters: responder.counters)
            return
        }
        pendingOffset += sent
        guard pendingOffset == pending.count else { return }
        pending = []
        pendingOffset = 0
        hasProgressed = true
        answerUnread(on: connection, &responder)
    }

    private var keepsInput: Bool { phase == .open || hasPendingReplies }

    private mutating func answerUnread(
        on connection: TCPConnection,
        _ responder: inout TCPResponder
    ) {
        let input = unread
        unread = []
        let consumed = answer(input.span, on: connection, &responder)
        guard keepsInput else { return }
        unread = consumed == 0 ? input : Array(input[consumed...])
    }

    /// Answers the whole messages in the input until replies are pending; how far it came.
    private mutating func answer(
        _ input: Span<UInt8>,
        on connection: TCPConnection,
        _ responder: inout TCPResponder
    ) -> Int {
        var consumed = 0
        if connection.client == nil {
            switch connection.readHeader(input) {
            case .incomplete: return 0
            case .invalid: return refuse(input, .proxyRefused, responder.counters)
            case .whole(let length, _): consumed = length
            }
        }
        guard let client = connection.client else { return consumed }
        while !hasPendingReplies, phase != .broken {
            let progress = responder.answer(
                input.extracting(consumed..<input.count),
                from: client,
                through: connection.gate
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
            case .malformed: return refuse(input, .tcpMalformed, responder.counters)
            case .refused:
                stopReading()
                return input.count
            }
        }
        return consumed
    }

    /// Reads no further; all of the input is done with.
    private mutating func refuse(
        _ input: Span<UInt8>,
        _ reason: ServerEvent,
        _ counters: WorkerCounters
    ) -> Int {
        counters.add(to: reason)
        stopReading()
        return input.count
    }

    private mutating func fail(_ error: SystemError, counters: WorkerCounters) {
        counters.add(to: ServerEvent(sendError: error.code))
        breakOff(counters)
    }
}
