// RFC 1034 §4.3.2, steps 3a and 3c, RFC 6672 §3.2: on from an alias to the name that it leads to.

internal import DNSWire

extension AnswerSearch {
    /// Follows a link and those behind it to the end, and appends all that is met. False if it does
    /// not fit.
    @inline(never)
    mutating func follow(
        _ first: LookupOutcome.Link,
        _ name: inout QueryName,
        _ zone: ServedZone,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) -> Bool {
        var chain = AliasChain()
        var nameOffset = Query.headerLength
        var link = first
        var zone = zone
        while true {
            let step =
                switch link {
                case .alias(let cname):
                    follow(cname, &chain, &name, &nameOffset, zone, &draft)
                case .redirection(let dname, let ownerLabels):
                    redirect(dname, ownerLabels, &chain, &name, &nameOffset, zone, &draft)
                }
            switch step {
            case .done: return true
            case .truncated: return false
            case .moved: break
            }
            guard let next = state.view.table.zone(for: name, type) else { return true }
            // Whether the client may ask a zone is found by the zone that answers first: into one
            // that not all may ask, no other zone leads.
            if next.number != zone.number, state.restrictions.restricts(next.number) {
                return true
            }
            zone = next
            switch zone.view.lookup(name, type: type) {
            case .link(let next): link = next
            case .end(let end):
                // A chain may end at a DNAME that it has come through: each RRset is given once.
                if type == .dname, case .answer = end, chain.hasMet(dnameOf: name) { return true }
                return conclude(end, name, at: nameOffset, zone, state, &draft)
            }
        }
    }

    private enum Step { case done, truncated, moved }

    private func follow(
        _ cname: PreparedAnswer,
        _ chain: inout AliasChain,
        _ name: inout QueryName,
        _ nameOffset: inout Int,
        _ zone: ServedZone,
        _ draft: inout ReplyDraft
    ) -> Step {
        guard chain.add(aliasOf: name) else { return .done }
        // The target is the RDATA of the only record.
        let target = draft.end + RecordShape.pointerOwnedLength
        guard draft.append(cname, of: zone, to: .answer, owner: nameOffset) else {
            return .truncated
        }
        name.load(zone.view.octets, at: cname.target, length: cname.targetLength)
        nameOffset = target
        return .moved
    }

    private func redirect(
        _ dname: PreparedAnswer,
        _ ownerLabels: Int,
        _ chain: inout AliasChain,
        _ name: inout QueryName,
        _ nameOffset: inout Int,
        _ zone: ServedZone,
        _ draft: inout ReplyDraft
    ) -> Step {
        guard chain.add(aliasOf: name) else { return .done }
        let prefixLength = name.start(ofSuffix: ownerLabels)
        if chain.add(dnameOf: name, ownerLabels) {
            let owner = nameOffset + prefixLength
            guard draft.append(dname, of: zone, to: .answer, owner: owner) else {
                return .truncated
            }
        }
        let targetLength = prefixLength + dname.targetLength
        guard targetLength <= DomainName.maximumLength else {
            draft.responseCode = .yxDomain
            return .done
        }
        guard
            let target = draft.appendSynthesisedCNAME(
                dname,
                of: zone,
                owner: nameOffset,
                prefixLength: prefixLength
            )
        else { return .truncated }
        // The synthesised CNAME is what was asked for, or enough for ANY (RFC 8482 §4.1).
        if type == .cname || type == .any { return .done }
        name.load(draft.octets, at: target, length: targetLength)
        nameOffset = target
        return .moved
    }
}

/// The aliases that a search has come through: bounded, and each only once.
private struct AliasChain: ~Copyable {
    /// Most aliases that are followed: a bound for chains without end (RFC 1034 §5.2.2).
    private static let maximumLinks = 16

    private var owners = VisitedNames()
    private var redirections = VisitedNames()

    /// False if the chain is too long, or has been at this name before.
    mutating func add(aliasOf name: borrowing QueryName) -> Bool {
        owners.count < Self.maximumLinks && owners.insert(name.hash(from: 0))
    }

    /// False if the chain has come through the DNAME of this suffix before.
    mutating func add(dnameOf name: borrowing QueryName, _ ownerLabels: Int) -> Bool {
        redirections.insert(name.hash(from: name.start(ofSuffix: ownerLabels)))
    }

    func hasMet(dnameOf name: borrowing QueryName) -> Bool {
        redirections.contains(name.hash(from: 0))
    }

    /// Names by their hashes: enough to see that a chain of aliases has come back to one.
    private struct VisitedNames {
        private var hashes = InlineArray<16, UInt64>(repeating: 0)
        private(set) var count = 0

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
}
