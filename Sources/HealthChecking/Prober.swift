internal import Addressing

/// Makes probes: many at a time, within the limits. Not for several threads at a time; nothing
/// here waits.
struct Prober: ~Copyable {
    private var engine: TransferEngine
    private let limits: ProbeLimits
    /// For a place among the lookups, and for one among the connections.
    private var waitingForLookup = WaitingLine<ProbeOrder>()
    private var waitingForConnection = WaitingLine<(order: ProbeOrder, address: IPAddress)>()
    private var lookups: [ProbeTicket: ProbeOrder] = [:]
    /// A lookup cannot be stopped: it counts until it ends, though nobody wants it any more.
    private var lookupCount = 0
    private var running: [UInt64: Running] = [:]
    private var deadlines = TimeQueue<UInt64>()
    private var lastToken: UInt64 = 0
    private var finished: [FinishedProbe] = []

    private struct Running {
        let order: ProbeOrder
        let address: IPAddress
    }

    init(engine: consuming TransferEngine, limits: ProbeLimits) {
        self.engine = engine
        self.limits = limits
    }

    var descriptor: Int32 { engine.descriptor }

    /// When `advance` is to be called, if the descriptor does not become readable before.
    var nextDeadline: Duration? { deadlines.earliest }

    mutating func accept(_ order: ProbeOrder) {
        switch order.endpoint.host {
        case .address(let address): waitingForConnection.append((order, address))
        case .name: waitingForLookup.append(order)
        }
    }

    /// A name to look up now; `finishLookup` takes the answer.
    mutating func takeLookup() -> (ticket: ProbeTicket, name: String)? {
        while lookupCount < limits.lookupsAtOnce, let order = waitingForLookup.popFirst() {
            guard case .name(let name) = order.endpoint.host else { continue }
            lookups[order.ticket] = order
            lookupCount += 1
            return (order.ticket, name)
        }
        return nil
    }

    mutating func finishLookup(_ lookup: NameLookup, of ticket: ProbeTicket) {
        lookupCount -= 1
        guard let order = lookups.removeValue(forKey: ticket) else { return }
        switch lookup {
        case .address(let address): waitingForConnection.append((order, address))
        case .failed(let reason):
            finish(order, ProbeOutcome(.failure(.nameNotResolved(reason: reason))))
        case .notMade(let reason): finish(order, ProbeOutcome(.notMade(reason: reason)))
        }
    }

    /// Ends the probes that nobody wants.
    mutating func retain(_ isWanted: (ProbeTicket) -> Bool) {
        waitingForLookup.retain { isWanted($0.ticket) }
        waitingForConnection.retain { isWanted($0.order.ticket) }
        lookups = lookups.filter { isWanted($0.key) }
        for (token, probe) in running where !isWanted(probe.order.ticket) {
            running[token] = nil
            engine.release(token)
        }
    }

    /// Moves all probes on, and returns those that are done.
    mutating func advance(at now: Duration) -> [FinishedProbe] {
        engine.advance(at: now)
        while let (token, transfer) = engine.takeEnded() {
            guard let probe = running.removeValue(forKey: token) else { continue }
            let result = transfer.result(of: probe.order.endpoint.test)
            let outcome = ProbeOutcome(result, address: probe.address, latency: transfer.latency)
            finish(probe.order, outcome)
        }
        // What has arrived counts, even if it is looked at late: time-outs come after it.
        while let token = deadlines.popFirst(dueAt: now) { lookAtDeadline(of: token, at: now) }
        while running.count < limits.connectionsAtOnce,
            let (order, address) = waitingForConnection.popFirst()
        {
            connect(order, to: address, at: now)
        }
        defer { finished = [] }
        return finished
    }

    private mutating func lookAtDeadline(of token: UInt64, at now: Duration) {
        guard let probe = running[token],
            let phase = engine.phase(of: token)
        else { return }
        switch phase.verdict(at: now, test: probe.order.endpoint.test, limits: limits) {
        case .goesOn(let next): deadlines.insert(token, at: next)
        case .timedOut(let failure):
            let lack = engine.lack(of: token).map { ProbeResult.notMade(reason: $0) }
            running[token] = nil
            engine.release(token)
            finish(probe.order, ProbeOutcome(lack ?? .failure(failure), address: probe.address))
        }
    }

    private mutating func connect(_ order: ProbeOrder, to address: IPAddress, at now: Duration) {
        lastToken += 1
        let request = TransferEngine.Request(order.endpoint, at: address)
        guard engine.start(request, token: lastToken, at: now) else {
            finish(order, ProbeOutcome(.notMade(reason: "out of memory"), address: address))
            return
        }
        running[lastToken] = Running(order: order, address: address)
        let phase = ProbePhase(startedAt: now)
        if case .goesOn(let next) = phase.verdict(
            at: now,
            test: order.endpoint.test,
            limits: limits
        ) {
            deadlines.insert(lastToken, at: next)
        }
    }

    private mutating func finish(_ order: ProbeOrder, _ outcome: ProbeOutcome) {
        finished.append(FinishedProbe(ticket: order.ticket, outcome: outcome))
    }
}

struct FinishedProbe: Sendable {
    let ticket: ProbeTicket
    let outcome: ProbeOutcome
}

extension TransferEngine.Request {
    init(_ endpoint: Endpoint, at address: IPAddress) {
        let target = "\(address.inURL):\(endpoint.port)"
        connectTo = "::\(target)"
        switch endpoint.test {
        case .connection:
            goal = .connection
            url = "http://\(target)"
            host = target
            path = "/"
        case .request(let request):
            goal = request.searchString == nil ? .status : .body
            switch request.security {
            case .plain: url = "http://\(target)"
            // libcurl names the host of the URL in the ClientHello, unless it is an address.
            case .tls(let serverName?): url = "https://\(serverName):\(endpoint.port)"
            case .tls(nil): url = "https://\(target)"
            }
            host = request.host
            path = request.path
        }
    }
}

extension IPAddress {
    /// IPv6 in brackets (RFC 3986 §3.2.2).
    var inURL: String { family == .ipv6 ? "[\(self)]" : "\(self)" }
}
