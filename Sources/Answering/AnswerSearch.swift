// RFC 1034 §4.3.2: from the zone to the sections of the reply. AA speaks of the first owner name,
// RCODE of the last name (RFC 6604 §2, §3).

internal import Addressing
internal import DNSWire

/// The search for the answer to one question: who asks, for what. How far the search has come is
/// passed along.
struct AnswerSearch {
    /// Read in its place, and never moved: that would take as long as reading it. For this reason
    /// those who look at it are `mutating`.
    var query = Query()
    let peer: IPAddress
    /// What policies draw with.
    let random: UInt64

    @inline(always)
    init(from peer: IPAddress, random: UInt64) {
        self.peer = peer
        self.random = random
    }

    @inline(always)
    var type: RRType { query.type }
    @inline(always)
    private var clientSubnet: QueryOptions.Subnet? { query.options.clientSubnet }

    /// Searches for the name in the question of `message`.
    @inline(never)
    mutating func run(_ message: Span<UInt8>, in state: ServingState, _ draft: inout ReplyDraft) {
        var memory = NameMemory()
        var name = memory.name
        name.load(questionOf: message, query)
        guard let zone = state.view.table.zone(for: name, type) else {
            draft.refuse(.refused, .notAuthoritative)
            return
        }
        draft.beginAnswer(from: zone)
        let fits =
            switch zone.view.lookup(name, type: type) {
            case .end(let end): conclude(end, name, at: Query.headerLength, zone, state, &draft)
            case .link(let link): follow(link, &name, zone, state, &draft)
            }
        if !fits { draft.truncate() }
    }

    /// Appends what the search has come to at `name`, which stands at `nameOffset` in the reply: behind
    /// the question's once an alias led to it. False if it does not fit.
    @inline(always)
    mutating func conclude(
        _ end: LookupOutcome.End,
        _ name: borrowing QueryName,
        at nameOffset: Int,
        _ zone: ServedZone,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) -> Bool {
        switch end {
        case .answer(let rrset):
            guard rrset.isRouted else {
                return append(rrset, zone, to: .answer, owner: nameOffset, &draft)
            }
            let route = zone.view.route(at: rrset.place)
            guard route.marks.contains(.direct) else {
                return walk(from: rrset.place, name, at: nameOffset, zone, state, &draft)
            }
            guard let chosen = choose(route, at: rrset.place, zone, state, &draft) else {
                return deny(.noError, name, at: nameOffset, zone, &draft)
            }
            return append(chosen, zone, to: .answer, owner: nameOffset, &draft)
        case .referral(let servers, let ownerLabels):
            let isChained = nameOffset > Query.headerLength
            draft.isAuthoritative = isChained
            if !isChained { draft.replyClass = .referral }
            let owner = nameOffset + name.start(ofSuffix: ownerLabels)
            return append(servers, zone, to: .authority, owner: owner, &draft)
        case .noData:
            return deny(.noError, name, at: nameOffset, zone, &draft)
        case .nameError:
            return deny(.nameError, name, at: nameOffset, zone, &draft)
        }
    }

    /// What a direct route has for the client: nil if no rule matches. It is answered alone, a CNAME
    /// too, so that one SCOPE describes one RRset (RFC 7871 §7.2.1).
    @inline(always)
    private mutating func choose(
        _ route: Route,
        at place: UInt32,
        _ zone: ServedZone,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) -> PreparedAnswer? {
        let alternative = decide(route, zone, state, &draft)
        draft.choice = Outcome.Choice(
            zone: zone.number,
            route: place,
            alternative: alternative
        )
        guard let alternative else { return nil }
        return zone.view.variant(alternative, of: route)
    }

    /// Number of the alternative for the client; nil if no rule matches. Widens the reply's scope to
    /// what the decision depends on.
    @inline(always)
    private mutating func decide(
        _ route: Route,
        _ zone: ServedZone,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) -> Int? {
        let map = state.view.decisionMaps.reference(zone.decisionMap(of: route))
        let decision: Decision
        if let subnet = usedSubnet(of: zone, state) {
            decision = map.decide(for: RoutingClient(subnet: subnet))
            draft.scope = max(draft.scope, decision.scope)
        } else {
            decision = map.decide(forPeer: peer)
        }
        guard decision.candidates.count > 0 else { return nil }
        return map.candidate(decision, 0)
    }

    /// The client subnet of the query, if routing is to look at it and not at the peer.
    @inline(always)
    mutating func usedSubnet(of zone: ServedZone, _ state: ServingState) -> QueryOptions.Subnet? {
        let isUsed = zone.view.clientSubnetUse.isUsed(
            byDefault: state.view.options.usesClientSubnet
        )
        // RFC 7871 §7.1.2: a SOURCE of 0 asks us not to use the subnet.
        guard isUsed, let clientSubnet, clientSubnet.sourcePrefixLength > 0 else { return nil }
        return clientSubnet
    }

    /// NODATA or NXDOMAIN: the SOA tells for how long (RFC 2308 §3).
    func deny(
        _ code: ResponseCode,
        _ name: borrowing QueryName,
        at nameOffset: Int,
        _ zone: ServedZone,
        _ draft: inout ReplyDraft
    ) -> Bool {
        draft.responseCode = code
        draft.replyClass = code == .nameError ? .nameError : .noData
        let owner = nameOffset + name.length - zone.view.apexLength
        return append(zone.view.negativeAnswer, zone, to: .authority, owner: owner, &draft)
    }

    /// Appends the last RRset of the reply, and the addresses that go along with it.
    @inline(always)
    func append(
        _ answer: PreparedAnswer,
        _ zone: ServedZone,
        to section: ReplyDraft.Section,
        owner: Int,
        _ draft: inout ReplyDraft
    ) -> Bool {
        let start = draft.end
        guard draft.append(answer, of: zone, to: section, owner: owner) else { return false }
        guard let extras = zone.view.extras(of: answer) else { return true }
        return append(extras, of: answer.form, zone, rrsetStart: start, owner: owner, &draft)
    }

    /// False if an address RRset that must go along does not fit.
    @inline(never)
    private func append(
        _ extras: ZoneView.Extras,
        of form: PreparedAnswer.Form,
        _ zone: ServedZone,
        rrsetStart: Int,
        owner: Int,
        _ draft: inout ReplyDraft
    ) -> Bool {
        for index in 0..<extras.additionCount {
            let addition = extras.addition(index)
            let position = Int(addition.namePosition)
            // What the owner has elsewhere is not what it has here.
            if position == 0, form == .withForeignExtras { continue }
            let owner = position > 0 ? rrsetStart + position : owner
            let addresses = zone.view.answer(of: addition)
            let fits = draft.append(addresses, of: zone, to: .additional, owner: owner)
            if !fits, addition.isRequired { return false }
        }
        return true
    }
}
