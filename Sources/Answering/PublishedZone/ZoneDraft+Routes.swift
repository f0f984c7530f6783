internal import DNSWire
internal import Routing

// The routed RRsets of a node: a route, and what its alternatives answer with.

extension ZoneDraft {
    mutating func route(_ routed: RoutedRRset) throws(PublishingError) -> PreparedAnswer {
        let (ruleSet, order) = consideration(of: routed.alternatives)
        let variants = order.map { routed.variants[$0] }
        let choice = routed.alternatives.choice
        var marks: Route.Marks = []
        if choice == .sample { marks = Self.sampleMarks(variants) }
        if choice == .first, ruleSet != Route.everyone, variants.allSatisfy(Self.isPlain) {
            marks.insert(.direct)
        }
        try check(routed, choice)

        let answers = try encode(variants, of: routed, choice)
        let first = try append(answers)
        if !marks.contains(.direct) { appendTraits(routed, order) }
        let note = notes.add(
            RouteNote(
                owner: routed.owner,
                type: routed.type,
                policy: routed.alternatives.policy,
                policyName: routed.policyName,
                alternatives: variants.map(RouteNote.Alternative.init)
            )
        )
        let place = block.count
        block.append(
            Route(
                ruleSet: ruleSet,
                firstVariant: first,
                note: note,
                variantCount: UInt16(variants.count),
                choice: choice,
                marks: marks
            )
        )
        return PreparedAnswer(
            type: routed.type.rawValue,
            recordCount: 0,
            length: 0,
            form: .routed,
            place: UInt32(truncatingIfNeeded: place)
        )
    }

    /// The set of rules that looks at the client, and the alternatives in the order of a route.
    private mutating func consideration(of alternatives: Alternatives) -> (UInt32, [Int]) {
        switch alternatives.consideration {
        case .everyone(let order):
            return (Route.everyone, order)
        case .byClient(let rules, let order):
            return (ruleSets.take(rules), order)
        }
    }

    /// Whether an alternative can be answered with whatever else happens.
    private static func isPlain(_ variant: RoutedRRset.Variant) -> Bool {
        guard case .records(let records, _) = variant.content else { return false }
        return variant.health == nil && !records.isEmpty
    }

    private func check(
        _ routed: RoutedRRset,
        _ choice: Alternatives.Choice
    ) throws(PublishingError) {
        let (owner, type) = (routed.owner, routed.type)
        guard choice != .first else { return }
        guard routed.variants.count <= MultivalueSample.maximumCandidates else {
            throw .tooManyAlternatives(owner: owner, type: type, count: routed.variants.count)
        }
        guard choice == .sample else { return }
        for variant in routed.variants {
            if case .alias = variant.content { throw .aliasAmongValues(owner: owner, type: type) }
        }
    }

    private static func sampleMarks(_ variants: [RoutedRRset.Variant]) -> Route.Marks {
        var marks: Route.Marks = []
        var ttls: Set<TTL> = []
        var records: Set<RData> = []
        var recordCount = 0
        for variant in variants {
            guard case .records(let own, let ttl) = variant.content else { continue }
            ttls.insert(ttl)
            records.formUnion(own)
            recordCount += own.count
        }
        if ttls.count > 1 { marks.insert(.severalTTLs) }
        if records.count < recordCount { marks.insert(.sharedRecords) }
        return marks
    }

    // MARK: Alternatives

    /// An alternative's answer, and the node that it leads to if it is an alias.
    private struct DraftVariant {
        let answer: PreparedAnswer
        var target: Int?
    }

    private mutating func encode(
        _ variants: [RoutedRRset.Variant],
        of routed: RoutedRRset,
        _ choice: Alternatives.Choice
    ) throws(PublishingError) -> [DraftVariant] {
        let node = nodes.number(of: routed.owner.wire.span) ?? nodes.apexNumber
        var answers: [DraftVariant] = []
        for variant in variants {
            switch variant.content {
            case .records(let records, let ttl):
                let rrset = RRset(
                    owner: routed.owner,
                    type: routed.type,
                    ttl: ttl,
                    records: records
                )
                let answer =
                    choice == .sample ? try encodeValue(rrset) : try encode(rrset, ofNode: node)
                answers.append(DraftVariant(answer: answer))
            case .alias(let target, _):
                let answer = PreparedAnswer(
                    type: routed.type.rawValue,
                    recordCount: 0,
                    length: 0,
                    form: .alias,
                    place: 0
                )
                noteDependence(of: node, on: target)
                let goal = self.node(of: target, having: routed.type)
                answers.append(DraftVariant(answer: answer, target: goal))
            }
        }
        if choice == .sample { try checkLength(of: answers.map(\.answer), routed) }
        return answers
    }

    private mutating func encode(
        _ rrset: RRset,
        ofNode node: Int
    ) throws(PublishingError) -> PreparedAnswer {
        let start = block.count
        encoder.begin(rrset.type, rrset.ttl, ownerLength: rrset.owner.wire.count, at: start)
        try appendRecords(of: rrset)
        return prepared(rrset.type, recordCount: rrset.records.count, ofNode: node, from: start)
    }

    /// Encodes records that are given together with those of other alternatives: each for itself, so
    /// that none points at another and equal ones have equal octets. No addresses go along.
    private mutating func encodeValue(_ rrset: RRset) throws(PublishingError) -> PreparedAnswer {
        let start = block.count
        encoder.begin(
            rrset.type,
            rrset.ttl,
            ownerLength: rrset.owner.wire.count,
            at: start,
            names: .whole
        )
        try appendRecords(of: rrset)
        return PreparedAnswer(
            type: rrset.type.rawValue,
            recordCount: UInt16(rrset.records.count),
            length: UInt16(block.count - start),
            form: .plain,
            place: UInt32(truncatingIfNeeded: start)
        )
    }

    private mutating func appendRecords(of rrset: RRset) throws(PublishingError) {
        do {
            for record in rrset.records { try encoder.append(record.wire.span, to: &block) }
        } catch {
            throw Self.failure(error, rrset)
        }
    }

    /// As many alternatives as are given together must fit into a message, whichever they are.
    private func checkLength(
        of answers: [PreparedAnswer],
        _ routed: RoutedRRset
    ) throws(PublishingError) {
        let longest = answers.map { Int($0.length) }.sorted(by: >)
        let length = longest.prefix(MultivalueSample.maximumCount).reduce(0, +)
        guard length <= AnswerEncoder.maximumLength else {
            throw .rrsetTooLarge(owner: routed.owner, type: routed.type, octets: length)
        }
    }

    /// The node with this name, if it has an RRset of the type.
    private func node(of target: DomainName, having type: RRType) -> Int? {
        guard let number = nodes.number(of: target.wire.span) else { return nil }
        let isPlain =
            number < nodes.plain.ownerCount && nodes.plain.set(of: number, type) != nil
        let isRouted = { nodes.routed[number] ?? [] }().contains {
            contents.routedRRsets[$0].type == type
        }
        return isPlain || isRouted ? number : nil
    }

    /// Appends the answers one behind the other; gives the place of the first.
    private mutating func append(_ answers: [DraftVariant]) throws(PublishingError) -> UInt32 {
        guard let first = UInt32(exactly: block.count) else { throw .zoneTooLarge }
        for variant in answers {
            let place = block.count
            block.appendZeros(MemoryLayout<PreparedAnswer>.stride)
            block.store(variant.answer, at: place)
            guard let target = variant.target,
                let field = MemoryLayout<PreparedAnswer>.offset(of: \.place)
            else { continue }
            refer(from: place + field, to: target, RRType(rawValue: variant.answer.type))
        }
        return first
    }

    private mutating func appendTraits(_ routed: RoutedRRset, _ order: [Int]) {
        for number in order {
            let variant = routed.variants[number]
            var traits = VariantTraits.plain
            if let health = variant.health { traits.healthCheck = health }
            if case .weighted(let weights) = routed.alternatives.policy {
                traits.weight = UInt8(clamping: weights[number])
            }
            if case .alias(_, evaluatesHealth: true) = variant.content {
                traits.evaluatesTarget = true
            }
            let place = block.count
            block.appendZeros(MemoryLayout<VariantTraits>.stride)
            block.store(traits, at: place)
        }
    }
}

extension RouteNote.Alternative {
    fileprivate init(_ variant: RoutedRRset.Variant) {
        words = variant.words
        identifier = variant.identifier
        leadsTo =
            if case .alias(let target, let evaluatesHealth) = variant.content {
                .alias(target: target, evaluatesHealth: evaluatesHealth)
            } else {
                .records
            }
    }
}
