// RFC 1034 §4.3.2: from the zone through the aliases to the sections of the reply. AA speaks of
// the first owner name, RCODE of the last name (RFC 6604 §2, §3).

internal import Addressing
internal import DNSWire

/// The search for the answer to one question: how far it has come, and where the name that it has
/// come to stands in the reply. The name itself is passed along: it is large, and moving it costs.
struct AnswerSearch: ~Copyable {
    /// Most aliases that are followed: a bound for chains without end (RFC 1034 §5.2.2).
    private static let maximumLinks = 16

    private let type: RRType
    private let zones: ZoneTable.View
    private let decisionMaps: FlatView<DecisionMap.View>
    /// The client for zones that look at the client subnet, and for those that do not.
    private let subnetClient: GeographicAddress?
    private let peerClient: GeographicAddress

    /// Where the current name stands in the reply.
    private var nameOffset = Query.headerLength
    private var linkCount = 0
    private var owners = VisitedNames()
    private var redirections = VisitedNames()

    init(_ query: Query, _ edns: EDNSNegotiation, peer: IPAddress, _ state: ServingState.View) {
        type = query.type
        zones = state.table
        decisionMaps = state.decisionMaps
        peerClient = peer.geographic
        // RFC 7871 §7.1.2: a SOURCE of 0 asks us not to use the subnet.
        if let subnet = edns.options.clientSubnet?.value, subnet.sourcePrefixLength > 0 {
            subnetClient = subnet.address.geographic
        } else {
            subnetClient = nil
        }
    }

    /// Searches for `name`, the question's.
    mutating func run(
        _ name: inout QueryName,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) {
        guard var zone = zones.zone(for: name, type) else {
            draft.refuse(.refused, .notAuthoritative)
            return
        }
        draft.zone = zone.number
        draft.isAuthoritative = true
        draft.replyClass = .answer
        while true {
            switch step(&name, in: zone, &draft, &reply) {
            case .done: return
            case .truncated:
                draft.truncate()
                return
            case .moved:
                guard let next = zones.zone(for: name, type) else { return }
                zone = next
            }
        }
    }

    private enum Step { case done, truncated, moved }

    private mutating func step(
        _ name: inout QueryName,
        in served: ServedZone,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) -> Step {
        let zone = served.view
        switch zone.lookup(name, type: type) {
        case .answer(let rrset):
            return answer(rrset, name, served, &draft, &reply)
        case .alias(let cname):
            return follow(cname, &name, zone, &draft, &reply)
        case .redirection(let dname, let ownerLabels):
            return redirect(dname, ownerLabels, &name, zone, &draft, &reply)
        case .referral(let servers, let ownerLabels):
            draft.isAuthoritative = linkCount > 0
            if linkCount == 0 { draft.replyClass = .referral }
            let owner = nameOffset + name.start(ofSuffix: ownerLabels)
            return append(servers, zone, to: .authority, owner: owner, &draft, &reply)
        case .noData:
            return deny(.noError, name, zone, &draft, &reply)
        case .nameError:
            return deny(.nameError, name, zone, &draft, &reply)
        }
    }

    /// The RRset that was asked for, or a routed CNAME, which is answered alone so that one SCOPE
    /// describes one RRset (RFC 7871 §7.2.1).
    private mutating func answer(
        _ rrset: NodeRRset,
        _ name: borrowing QueryName,
        _ served: ServedZone,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) -> Step {
        let zone = served.view
        guard rrset.isRouted else {
            // A chain may end at a DNAME that it has come through: each RRset is given once.
            if type == .dname, redirections.contains(name.hash(ofSuffix: name.labelCount)) {
                return .done
            }
            let found = zone.answers[rrset.index]
            return append(found, zone, to: .answer, owner: nameOffset, &draft, &reply)
        }
        let route = zone.routes[rrset.index]
        let alternative = choose(route, served, &draft)
        draft.choice = Outcome.Choice(
            zone: served.number,
            route: rrset.index,
            alternative: alternative
        )
        guard let alternative else { return deny(.noError, name, zone, &draft, &reply) }
        let chosen = zone.answers[Int(route.firstVariant) + alternative]
        return append(chosen, zone, to: .answer, owner: nameOffset, &draft, &reply)
    }

    /// Number of the alternative for the client; nil if no rule matches. Widens the reply's scope to what
    /// the decision depends on.
    private func choose(_ route: Route, _ zone: ServedZone, _ draft: inout ReplyDraft) -> Int? {
        let map = decisionMaps[zone.decisionMap(of: route)]
        let decision: Decision
        if zone.view.usesClientSubnet, let subnetClient {
            decision = map.decide(for: subnetClient)
            draft.scope = max(draft.scope, decision.scope)
        } else {
            decision = map.decide(for: peerClient)
        }
        guard decision.candidates.count > 0 else { return nil }
        return map.candidate(decision, 0)
    }

    private mutating func follow(
        _ cname: PreparedAnswer,
        _ name: inout QueryName,
        _ zone: ZoneView,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) -> Step {
        guard linkCount < Self.maximumLinks, owners.insert(name.hash(ofSuffix: name.labelCount))
        else { return .done }
        // The target is the RDATA of the only record: owner, TYPE, CLASS, TTL and RDLENGTH before.
        let target = draft.sectionsEnd + 12
        guard draft.append(cname, of: zone, to: .answer, owner: nameOffset, &reply) else {
            return .truncated
        }
        name.load(zone.octets, at: Int(cname.target), length: Int(cname.targetLength))
        nameOffset = target
        linkCount += 1
        return .moved
    }

    private mutating func redirect(
        _ dname: PreparedAnswer,
        _ ownerLabels: Int,
        _ name: inout QueryName,
        _ zone: ZoneView,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) -> Step {
        guard linkCount < Self.maximumLinks, owners.insert(name.hash(ofSuffix: name.labelCount))
        else { return .done }
        let prefixLength = name.start(ofSuffix: ownerLabels)
        if redirections.insert(name.hash(ofSuffix: ownerLabels)) {
            let owner = nameOffset + prefixLength
            guard draft.append(dname, of: zone, to: .answer, owner: owner, &reply) else {
                return .truncated
            }
        }
        guard prefixLength + Int(dname.targetLength) <= DomainName.maximumLength else {
            draft.responseCode = .yxDomain
            return .done
        }
        guard
            let target = draft.appendSynthesisedCNAME(
                dname,
                of: zone,
                owner: nameOffset,
                prefixLength: prefixLength,
                &reply
            )
        else { return .truncated }
        // The synthesised CNAME is what was asked for, or enough for ANY (RFC 8482 §4.1).
        if type == .cname || type == .any { return .done }
        name.load(reply.span, at: target, length: prefixLength + Int(dname.targetLength))
        nameOffset = target
        linkCount += 1
        return .moved
    }

    /// NODATA or NXDOMAIN: the SOA tells for how long (RFC 2308 §3).
    private func deny(
        _ code: ResponseCode,
        _ name: borrowing QueryName,
        _ zone: ZoneView,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) -> Step {
        draft.responseCode = code
        draft.replyClass = code == .nameError ? .nameError : .noData
        return append(
            zone.negativeAnswer,
            zone,
            to: .authority,
            owner: nameOffset + name.length - zone.apexLength,
            &draft,
            &reply
        )
    }

    /// Appends the last RRset of the reply, and the addresses that go along with it.
    private func append(
        _ answer: PreparedAnswer,
        _ zone: ZoneView,
        to section: ReplyDraft.Section,
        owner: Int,
        _ draft: inout ReplyDraft,
        _ reply: inout MutableSpan<UInt8>
    ) -> Step {
        let start = draft.sectionsEnd
        guard draft.append(answer, of: zone, to: section, owner: owner, &reply) else {
            return .truncated
        }
        for index in answer.additions.indices {
            let addition = zone.additions[index]
            let owner = addition.namePosition.map { start + Int($0) } ?? owner
            let addresses = zone.answers[addition.answer]
            let fits = draft.append(addresses, of: zone, to: .additional, owner: owner, &reply)
            if !fits, addition.isRequired { return .truncated }
        }
        return .done
    }
}

/// Names by their hashes: enough to see that a chain of aliases has come back to one.
private struct VisitedNames {
    private var hashes = InlineArray<16, UInt64>(repeating: 0)
    private var count = 0

    func contains(_ hash: UInt64) -> Bool {
        for index in 0..<count where hashes[index] == hash { return true }
        return false
    }

    /// False if the name is there already.
    mutating func insert(_ hash: UInt64) -> Bool {
        guard !contains(hash) else { return false }
        hashes[count] = hash
        count += 1
        return true
    }
}
