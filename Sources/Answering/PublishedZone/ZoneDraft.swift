internal import DNSWire
internal import Routing

/// A published zone in the making: its block, growing node by node.
///
/// It is begun with all that a zone says, or goes on from a published zone with some of its nodes:
/// then `contents` and `nodes` are those and what matters to them.
struct ZoneDraft: ~Copyable {
    let contents: ZoneContents
    let nodes: DraftNodes
    /// The zone that the draft goes on from: where nodes stand that are not compiled.
    let base: ZoneView?
    var ruleSets = RuleSetTable()
    /// What the routed RRsets are, as `Route` numbers them.
    var notes = RouteNotes()
    /// Filled if the zone is to change.
    var dependents: NodeDependents?

    var block: FlatBlockBuilder<ZoneHeader>
    var encoder = AnswerEncoder()
    /// Where the nodes stand in the block, by their numbers; 0 for those that are not there.
    private(set) var places: [UInt32]
    private(set) var hashes: [UInt64]
    /// How many hash slots there are, and the bits of each that hold a node's place.
    let slotCount: Int
    private(set) var slotMask: UInt32 = 0
    /// Places in the block that lead to nodes that are not there yet.
    private var references: [Reference] = []
    private(set) var deepestLabelCount = 0
    /// The RRsets of one node.
    private var rrsets: [DraftRRset] = []
    var additions: [DraftAddition] = []

    private struct DraftRRset {
        let type: RRType
        /// Its number among the plain RRsets, or its place among the routed ones.
        let number: Int
        let isRouted: Bool
    }

    struct DraftAddition {
        var addition: Addition
        let node: Int
        let type: RRType
    }

    private struct Reference {
        let place: UInt32
        let node: UInt32
        /// Its RRset of this type is meant; nil for the node itself.
        let type: RRType?
    }

    /// What a zone is compiled for.
    enum Prospect {
        /// To stay as it is.
        case unchanging
        /// To be gone on from: there is room in it, and it is known which nodes depend on which.
        case evolving
    }

    /// A draft with everything in it but the header.
    static func complete(
        _ contents: ZoneContents,
        for prospect: Prospect = .unchanging
    ) throws(PublishingError) -> ZoneDraft {
        try AliasDepths.check(contents.routedRRsets)
        var draft = ZoneDraft(contents, try DraftNodes(contents), for: prospect)
        try draft.appendAllNodes()
        return draft
    }

    private init(
        _ contents: ZoneContents,
        _ nodes: consuming DraftNodes,
        for prospect: Prospect
    ) {
        self.contents = contents
        base = nil
        places = Array(repeating: 0, count: nodes.count)
        hashes = Array(repeating: 0, count: nodes.count)
        let table = contents.rrsets
        switch prospect {
        case .unchanging:
            slotCount = HashSlots.slotCount(for: nodes.count)
        case .evolving:
            slotCount = HashSlots.slotCount(for: ZoneRoom.nodes(for: nodes.count))
            dependents = NodeDependents(apex: contents.apex)
        }
        let nodeSize = MemoryLayout<Node>.size + MemoryLayout<NodeRelations>.size + Node.alignment
        block = FlatBlockBuilder(
            reserving: FlatBlockView<ZoneHeader>.contentPlace
                + slotCount * MemoryLayout<UInt32>.size + nodes.count * nodeSize
                + table.count * MemoryLayout<PreparedAnswer>.stride
                + table.recordCount * RecordShape.pointerOwnedLength + table.octetCount
        )
        self.nodes = nodes
    }

    /// A draft that goes on from `base`. It takes from `state` what it adds to: a copy would cost what
    /// the zone is large.
    init(
        goingOnFrom base: ZoneView,
        with contents: ZoneContents,
        _ nodes: consuming DraftNodes,
        _ state: inout EvolvingNodes
    ) {
        self.contents = contents
        self.base = base
        places = Array(repeating: 0, count: nodes.count)
        hashes = Array(repeating: 0, count: nodes.count)
        slotCount = Int(base.header.slotCount)
        slotMask = base.header.slotMask
        deepestLabelCount = base.deepestLabelCount
        let room = ZoneRoom.leastOctets + 2 * contents.rrsets.octetCount
        block = FlatBlockBuilder(copying: base.block, reserving: room)
        self.nodes = nodes
        var dependents = NodeDependents(apex: contents.apex)
        swap(&ruleSets, &state.ruleSets)
        swap(&notes, &state.notes)
        swap(&dependents, &state.dependents)
        self.dependents = dependents
    }

    private mutating func appendAllNodes() throws(PublishingError) {
        block.appendZeros(slotCount * MemoryLayout<UInt32>.size)
        var memory = NameMemory()
        var name = memory.name
        for number in 0..<nodes.count where nodes.marks(of: number).contains(.inZone) {
            try append(number, &name)
        }
        resolveReferences()
        let farthest = dependents == nil ? block.count : ZoneRoom.octets(for: block.count)
        slotMask = HashSlots.mask(upTo: UInt32(clamping: farthest / Node.alignment))
        for number in places.indices where places[number] > 0 {
            insertSlot(for: places[number], hashes[number])
        }
    }

    /// Completes the block.
    consuming func finish() throws(PublishingError) -> Finished {
        let header = try header()
        guard block.count <= FlatBlockBuilder<ZoneHeader>.maximumCount else { throw .zoneTooLarge }
        let (notes, ruleSets) = (notes, ruleSets.ruleSets)
        return Finished(block: block.finish(header), notes: notes, ruleSets: ruleSets)
    }

    /// A zone's block, and what belongs to it.
    struct Finished: ~Copyable {
        let block: FlatBlock<ZoneHeader>
        let notes: RouteNotes
        let ruleSets: [RuleSet?]
    }

    /// The header, with what it leads to.
    private mutating func header() throws(PublishingError) -> ZoneHeader {
        if let base, places[nodes.apexNumber] == 0 {
            var header = base.header
            header.deepestLabelCount = UInt8(deepestLabelCount)
            block.appendZeros(Self.surplus)
            return header
        }
        guard let soa = nodes.plain.set(of: nodes.apexNumber, .soa) else { throw .noSOA }
        let apexName = block.count
        let apex = contents.apex
        // In front of something: names are compared in whole words.
        for octet in apex.folded { block.append(octet) }
        let negativeAnswer = try encode(soa, ttl: try negativeTTL(soa))
        return ZoneHeader(
            slotCount: UInt32(slotCount),
            slotMask: slotMask,
            apexNode: places[nodes.apexNumber],
            apexName: UInt32(truncatingIfNeeded: apexName),
            negativeAnswer: negativeAnswer,
            apexLength: UInt8(apex.wire.count),
            apexLabelCount: UInt8(apex.labelCount),
            deepestLabelCount: UInt8(deepestLabelCount),
            clientSubnetUse: ClientSubnetUse(contents.usesClientSubnet)
        )
    }

    /// Names are compared in whole words: there must be so much behind the last one.
    private static let surplus = MemoryLayout<UInt64>.size - 1

    /// The TTL of the SOA in negative answers (RFC 2308 §3).
    private func negativeTTL(_ soa: Int) throws(PublishingError) -> TTL {
        let rrset = nodes.plain.rrset(soa)
        var ttl = rrset.ttl
        for record in rrset.records {
            do {
                guard case .soa(let fields) = try RecordData(type: .soa, record) else { continue }
                ttl = fields.negativeTTL(rrset.ttl)
            } catch {
                throw .badRecordData(owner: rrset.owner, type: .soa)
            }
        }
        return ttl
    }

    // MARK: Nodes

    /// Appends a node with all that belongs to it.
    mutating func append(
        _ number: Int,
        _ name: inout QueryName
    ) throws(PublishingError) {
        nodes.load(number, into: &name)
        deepestLabelCount = max(deepestLabelCount, name.labelCount)
        hashes[number] = name.hash(from: 0)
        block.align(to: Node.alignment)
        guard let place = UInt32(exactly: block.count) else { throw .zoneTooLarge }
        places[number] = place

        collectRRsets(of: number)
        let occluder = nodes.occluder(of: number, name).flatMap { $0 == number ? nil : $0 }
        let node = Node(
            nameLength: UInt8(name.length - nodes.apexLength),
            marks: marks(of: number, occluder: occluder),
            rrsetCount: UInt16(rrsets.count)
        )
        block.append(node)
        block.append(name.folded.extracting(0..<Int(node.nameLength)))
        if node.marks.contains(.relations) { appendRelations(of: number, occluder) }
        let first = block.count
        block.appendZeros(rrsets.count * MemoryLayout<PreparedAnswer>.stride)
        for index in rrsets.indices {
            let rrset = rrsets[index]
            let answer =
                try rrset.isRouted
                ? route(contents.routedRRsets[rrset.number])
                : encode(rrset.number, ttl: nodes.plain[rrset.number].ttl)
            block.store(answer, at: first + index * MemoryLayout<PreparedAnswer>.stride)
        }
    }

    /// All RRsets of the node, in ascending order of their types.
    private mutating func collectRRsets(of number: Int) {
        rrsets.removeAll(keepingCapacity: true)
        if number < nodes.plain.ownerCount {
            var sets = nodes.plain.sets(of: number)
            while let set = sets.next(in: nodes.plain) {
                let type = nodes.plain[set].type
                rrsets.append(DraftRRset(type: type, number: set, isRouted: false))
            }
        }
        if !nodes.routed.isEmpty {
            for index in nodes.routed[number] ?? [] {
                let type = contents.routedRRsets[index].type
                rrsets.append(DraftRRset(type: type, number: index, isRouted: true))
            }
        }
        if rrsets.count > 1 { rrsets.sort { $0.type.rawValue < $1.type.rawValue } }
    }

    private func marks(of number: Int, occluder: Int?) -> Node.Marks {
        var marks: Node.Marks = []
        let known = nodes.marks(of: number)
        if known.contains(.zoneCut) { marks.insert(.zoneCut) }
        if known.contains(.dname) { marks.insert(.dname) }
        if rrsets.contains(where: { $0.type == .cname }) { marks.insert(.cname) }
        if occluder != nil || known.contains(.wildcard) { marks.insert(.relations) }
        return marks
    }

    private mutating func appendRelations(of number: Int, _ occluder: Int?) {
        let place = block.count
        block.append(NodeRelations())
        if let occluder {
            refer(from: place, to: occluder)
            noteDependence(of: number, on: nodes.ownerName(of: occluder))
        }
        guard nodes.marks(of: number).contains(.wildcard) else { return }
        let wildcard = [1, UInt8(ascii: "*")] + nodes.ownerName(of: number).wire
        if let child = nodes.number(of: wildcard.span) {
            noteDependence(of: number, on: nodes.ownerName(of: child))
            refer(from: place + MemoryLayout<UInt32>.size, to: child)
        }
    }

    mutating func refer(from place: Int, to node: Int, _ type: RRType? = nil) {
        references.append(Reference(place: UInt32(place), node: UInt32(node), type: type))
    }

    /// Sets the references to nodes that stand by now in the block.
    mutating func resolveReferences() {
        for reference in references {
            var place = places[Int(reference.node)]
            if place == 0, let base {
                place = base.place(of: nodes.ownerName(of: Int(reference.node))) ?? 0
            }
            if let type = reference.type {
                let node = block.load(Node.self, at: Int(place))
                place = UInt32(node.rrsetsPlace(Int(place)))
                while block.load(PreparedAnswer.self, at: Int(place)).type != type.rawValue {
                    place += UInt32(MemoryLayout<PreparedAnswer>.stride)
                }
            }
            block.store(place, at: Int(reference.place))
        }
    }

    /// Notes that what a node says, or leads to, depends on the node `target`.
    mutating func noteDependence(of node: Int, on target: DomainName) {
        dependents?.note(nodes.ownerName(of: node), dependsOn: target)
    }
}
