internal import DNSWire
internal import Routing

/// A published zone in the making: its block, growing node by node.
struct ZoneDraft: ~Copyable {
    let contents: ZoneContents
    let nodes: DraftNodes
    var ruleSets: [ClientRules] = []
    /// What the routed RRsets are, as `Route` numbers them.
    var notes: [RouteNote] = []

    var block: FlatBlockBuilder<ZoneHeader>
    var encoder = AnswerEncoder()
    /// Where the nodes stand in the block, by their numbers; 0 for those that are not there.
    private var places: [UInt32]
    private var hashes: [UInt64]
    /// Places in the block that lead to nodes that are not there yet.
    private var references: [Reference] = []
    private var deepestLabelCount = 0
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

    /// A draft with everything in it but the header.
    static func complete(_ contents: ZoneContents) throws(PublishingError) -> ZoneDraft {
        try AliasDepths.check(contents)
        var draft = ZoneDraft(contents, try DraftNodes(contents))
        try draft.appendNodes()
        return draft
    }

    private init(_ contents: ZoneContents, _ nodes: consuming DraftNodes) {
        self.contents = contents
        places = Array(repeating: 0, count: nodes.count)
        hashes = Array(repeating: 0, count: nodes.count)
        let table = contents.rrsets
        let slotCount = HashSlots.slotCount(for: nodes.count)
        let nodeSize = MemoryLayout<Node>.size + MemoryLayout<NodeRelations>.size + Node.alignment
        block = FlatBlockBuilder(
            reserving: FlatBlockView<ZoneHeader>.contentPlace
                + slotCount * MemoryLayout<UInt32>.size + nodes.count * nodeSize
                + table.count * MemoryLayout<PreparedAnswer>.stride
                + table.recordCount * RecordShape.pointerOwnedLength + table.octetCount
        )
        self.nodes = nodes
    }

    private mutating func appendNodes() throws(PublishingError) {
        let slotCount = HashSlots.slotCount(for: nodes.count)
        block.appendZeros(slotCount * MemoryLayout<UInt32>.size)
        var memory = NameMemory()
        var name = memory.name
        for number in 0..<nodes.count where nodes.marks(of: number).contains(.inZone) {
            try append(number, &name)
        }
        resolveReferences()
        fillSlots(slotCount)
    }

    /// Completes the block.
    consuming func finish() throws(PublishingError) -> FlatBlock<ZoneHeader> {
        guard let soa = nodes.plain.set(of: nodes.apexNumber, .soa) else { throw .noSOA }
        let apexName = block.count
        let apex = contents.apex
        for octet in apex.folded { block.append(octet) }
        // Names are compared in whole words: there must be something behind the last one.
        let negativeAnswer = try encode(soa, ttl: try negativeTTL(soa))
        guard block.count <= FlatBlockBuilder<ZoneHeader>.maximumCount else { throw .zoneTooLarge }
        return block.finish(
            ZoneHeader(
                slotCount: UInt32(HashSlots.slotCount(for: nodes.count)),
                slotMask: slotMask,
                apexNode: places[nodes.apexNumber],
                apexName: UInt32(apexName),
                negativeAnswer: negativeAnswer,
                apexLength: UInt8(apex.wire.count),
                apexLabelCount: UInt8(apex.labelCount),
                deepestLabelCount: UInt8(deepestLabelCount),
                clientSubnetUse: ClientSubnetUse(contents.usesClientSubnet)
            )
        )
    }

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

    private mutating func append(
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
        if let occluder { refer(from: place, to: occluder) }
        guard nodes.marks(of: number).contains(.wildcard) else { return }
        let wildcard = [1, UInt8(ascii: "*")] + nodes.ownerName(of: number).wire
        if let child = nodes.number(of: wildcard.span) {
            refer(from: place + MemoryLayout<UInt32>.size, to: child)
        }
    }

    mutating func refer(from place: Int, to node: Int, _ type: RRType? = nil) {
        references.append(Reference(place: UInt32(place), node: UInt32(node), type: type))
    }

    private mutating func resolveReferences() {
        for reference in references {
            var place = places[Int(reference.node)]
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

    /// The bits that the places of all nodes need.
    private var slotMask: UInt32 {
        HashSlots.mask(upTo: places.reduce(1, max) / UInt32(Node.alignment))
    }

    private mutating func fillSlots(_ slotCount: Int) {
        let mask = slotMask
        for number in places.indices where places[number] > 0 {
            let slot = HashSlots.slot(places[number] / UInt32(Node.alignment), hashes[number], mask)
            var position = HashSlots.start(hashes[number], slotCount)
            while block.load(UInt32.self, at: Self.slotPlace(position)) != 0 {
                position = HashSlots.position(after: position, slotCount)
            }
            block.store(slot, at: Self.slotPlace(position))
        }
    }

    private static func slotPlace(_ position: Int) -> Int {
        ZoneView.slotsPlace + position * MemoryLayout<UInt32>.size
    }
}
