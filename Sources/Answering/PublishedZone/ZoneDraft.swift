package import DNSWire
internal import Geography
internal import Routing

/// Why a zone cannot be published although its records are sound.
package enum PublishingError: Error, Sendable, Hashable {
    /// RDATA that its type does not allow.
    case badRecordData(owner: DomainName, type: RRType)
    /// An RRset that does not fit into a message of 65,535 octets.
    case rrsetTooLarge(owner: DomainName, type: RRType, octets: Int)
    case noSOA
}

extension PublishingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badRecordData(let owner, let type):
            "\(owner) \(type): the data is not valid for its type"
        case .rrsetTooLarge(let owner, let type, let octets):
            """
            \(owner) \(type): the RRset takes \(octets) octets, and at most \
            \(AnswerEncoder.maximumLength) fit into a message
            """
        case .noSOA: "the zone has no SOA record at its apex"
        }
    }
}

/// A published zone in the making: the same arrays, growing.
struct ZoneDraft {
    let contents: ZoneContents
    private(set) var octets: [UInt8] = []
    private(set) var hashes: [UInt64] = []
    private(set) var nodes: [Node] = []
    private(set) var rrsets: [NodeRRset] = []
    private(set) var answers: [PreparedAnswer] = []
    private(set) var routes: [Route] = []
    private(set) var fixups: [Fixup] = []
    private(set) var additions: [Addition] = []
    private(set) var identifiers: [UInt32: String] = [:]
    private(set) var ruleSets: [GeolocationRules] = []
    private(set) var apexNode: UInt32 = 0
    private(set) var negativeAnswer: PreparedAnswer

    private var numbers: [DomainName: UInt32] = [:]
    private var ruleSetNumbers: [GeolocationRules: UInt32] = [:]
    /// Names whose addresses an RRset calls for, by number of the RRset's answer; resolved when
    /// all answers exist.
    private var wanted: [(answer: Int, name: EncodedName, cut: DomainName?)] = []

    init(_ contents: ZoneContents) throws(PublishingError) {
        self.contents = contents
        guard
            let soa = contents.rrsets.first(where: {
                $0.type == .soa && $0.owner == contents.apex
            })
        else { throw .noSOA }
        negativeAnswer = PreparedAnswer.placeholder
        addNodes()
        try addRRsets()
        negativeAnswer = try encode(try Self.withNegativeTTL(soa))
        occlude()
        addAdditions()
    }

    /// The SOA as negative answers carry it (RFC 2308 §3).
    private static func withNegativeTTL(_ soa: RRset) throws(PublishingError) -> RRset {
        var negative = soa
        for record in soa.records {
            do {
                guard case .soa(let fields) = try RecordData(type: .soa, record) else { continue }
                negative.ttl = fields.negativeTTL(soa.ttl)
            } catch {
                throw .badRecordData(owner: soa.owner, type: .soa)
            }
        }
        return negative
    }

    // The owners and all names between them and the apex, in canonical order: a name comes after
    // its ancestors.
    private mutating func addNodes() {
        var names: Set<DomainName> = [contents.apex]
        let owners = contents.rrsets.map(\.owner) + contents.routedRRsets.map(\.owner)
        for owner in owners {
            var name: DomainName? = owner
            while let current = name, names.insert(current).inserted { name = current.parent }
        }
        var memory = NameMemory()
        var queryName = memory.name
        for name in names.filter({ $0.isAtOrBelow(contents.apex) }).sorted() {
            queryName.load(name.wire.span, at: 0, length: name.wire.count)
            numbers[name] = UInt32(nodes.count)
            hashes.append(queryName.hash(from: 0))
            nodes.append(
                Node(
                    name: UInt32(octets.count),
                    nameLength: UInt8(name.wire.count),
                    labelCount: UInt8(name.labelCount),
                    rrsets: .empty
                )
            )
            octets += name.folded
        }
        apexNode = numbers[contents.apex] ?? 0
    }

    private mutating func addRRsets() throws(PublishingError) {
        var plain = Dictionary(grouping: contents.rrsets, by: \.owner)
        var routed = Dictionary(grouping: contents.routedRRsets, by: \.owner)
        for (name, number) in numbers.sorted(by: { $0.value < $1.value }) {
            let first = rrsets.count
            for rrset in plain.removeValue(forKey: name) ?? [] {
                try add(rrset, ofNode: number)
            }
            for rrset in routed.removeValue(forKey: name) ?? [] {
                try add(rrset)
            }
            rrsets[first...].sort { $0.type < $1.type }
            nodes[Int(number)].rrsets = FlatRange(
                start: UInt32(first),
                count: UInt32(rrsets.count - first)
            )
        }
    }

    private mutating func add(_ rrset: RRset, ofNode number: UInt32) throws(PublishingError) {
        if rrset.type == .ns, number != apexNode { nodes[Int(number)].isZoneCut = true }
        let answer = try encode(rrset)
        rrsets.append(
            NodeRRset(type: rrset.type.rawValue, isRouted: false, index: UInt32(answers.count))
        )
        answers.append(answer)
    }

    private mutating func add(_ routed: RoutedRRset) throws(PublishingError) {
        let codes =
            switch routed.alternatives.policy {
            case .geolocation(let codes): codes
            }
        let ruleSet = GeolocationRules(codes)
        rrsets.append(
            NodeRRset(type: routed.type.rawValue, isRouted: true, index: UInt32(routes.count))
        )
        routes.append(
            Route(
                ruleSet: number(of: ruleSet),
                firstVariant: UInt32(answers.count),
                variantCount: UInt16(ruleSet.codes.count)
            )
        )
        for code in ruleSet.codes {
            guard let index = codes.firstIndex(of: code) else { continue }
            let variant = routed.variants[index]
            let answer = try encode(
                RRset(
                    owner: routed.owner,
                    type: routed.type,
                    ttl: variant.ttl,
                    records: variant.records
                )
            )
            identifiers[UInt32(answers.count)] = variant.identifier
            answers.append(answer)
        }
    }

    private mutating func number(of ruleSet: GeolocationRules) -> UInt32 {
        if let number = ruleSetNumbers[ruleSet] { return number }
        let number = UInt32(ruleSets.count)
        ruleSetNumbers[ruleSet] = number
        ruleSets.append(ruleSet)
        return number
    }

    private mutating func encode(_ rrset: RRset) throws(PublishingError) -> PreparedAnswer {
        var encoder = AnswerEncoder(owner: rrset.owner)
        try encoder.encode(rrset)
        var answer = PreparedAnswer(
            offset: UInt32(octets.count),
            length: UInt32(encoder.octets.count),
            recordCount: UInt16(rrset.records.count),
            commonNameLength: UInt8(rrset.owner.wire.count),
            fixups: FlatRange(start: UInt32(fixups.count), count: UInt32(encoder.fixups.count)),
            additions: .empty
        )
        octets += encoder.octets
        fixups += encoder.fixups
        if let target = encoder.target {
            answer.target = UInt32(octets.count)
            answer.targetLength = UInt8(target.wire.count)
            octets += target.wire
        }
        let cut = rrset.type == .ns && rrset.owner != contents.apex ? rrset.owner : nil
        for name in encoder.addressedNames { wanted.append((answers.count, name, cut)) }
        return answer
    }

    // Which nodes a zone cut or a DNAME above takes authority from. Ancestors come first, so that
    // a parent's occluder is known before its children's.
    private mutating func occlude() {
        for (name, number) in numbers.sorted(by: { $0.value < $1.value }) {
            let node = Int(number)
            if number != apexNode, let parent = name.parent, let above = numbers[parent] {
                if nodes[Int(above)].occluder != NameTable.noNode {
                    nodes[node].occluder = nodes[Int(above)].occluder
                } else if hasDNAME(above) {
                    nodes[node].occluder = above
                }
                if name.isWildcard { nodes[Int(above)].wildcard = number }
            }
            if nodes[node].isZoneCut, nodes[node].occluder == NameTable.noNode {
                nodes[node].occluder = number
            }
        }
    }

    private func hasDNAME(_ number: UInt32) -> Bool {
        rrsets[nodes[Int(number)].rrsets.indices].contains { $0.type == RRType.dname.rawValue }
    }

    /// The addresses that go along (RFC 1034 §4.3.2): of names in this zone, plain and not
    /// routed; those below a zone cut, which are glue, only with the NS of a cut.
    private mutating func addAdditions() {
        for (answer, group) in Dictionary(grouping: wanted, by: \.answer).sorted(by: {
            $0.key < $1.key
        }) where answer < answers.count {
            var found: [Addition] = []
            var seen: Set<UInt32> = []
            for (_, name, cut) in group {
                guard let number = numbers[name.name], seen.insert(number).inserted else {
                    continue
                }
                let node = nodes[Int(number)]
                guard isVisible(node, asGlue: cut != nil) else { continue }
                // A wildcard's own addresses are synthesised, not added.
                if name.position == nil, name.name.isWildcard { continue }
                for rrset in rrsets[node.rrsets.indices] where !rrset.isRouted {
                    guard [RRType.a.rawValue, RRType.aaaa.rawValue].contains(rrset.type) else {
                        continue
                    }
                    found.append(
                        Addition(
                            namePosition: name.position,
                            isRequired: cut.map { name.name.isAtOrBelow($0) } ?? false,
                            answer: rrset.index
                        )
                    )
                }
            }
            answers[answer].additions = FlatRange(
                start: UInt32(additions.count),
                count: UInt32(found.count)
            )
            // What must not be left out comes first, so that it never lacks room for the rest.
            additions += found.filter(\.isRequired) + found.filter { !$0.isRequired }
        }
    }

    /// Authoritative data; and glue, which is what stands at or below a zone cut. What is below a
    /// DNAME is not there at all (RFC 6672 §2.4).
    private func isVisible(_ node: Node, asGlue isGlue: Bool) -> Bool {
        guard node.occluder != NameTable.noNode else { return true }
        return isGlue && nodes[Int(node.occluder)].isZoneCut
    }
}
