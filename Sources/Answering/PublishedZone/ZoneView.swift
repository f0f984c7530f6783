internal import DNSWire

/// What a zone's block starts with. Behind it stand the hash slots that lead to the nodes, the
/// nodes (see `Node`), and the negative answer.
struct ZoneHeader: BitwiseCopyable, Sendable {
    var slotCount: UInt32
    /// The bits of a slot that hold a node's place, in units of `Node.alignment`.
    var slotMask: UInt32
    var apexNode: UInt32
    /// The name of the apex in lower case.
    var apexName: UInt32
    /// The SOA with the TTL of negative answers (RFC 2308 §5).
    var negativeAnswer: PreparedAnswer
    /// Wire length of the apex's name.
    var apexLength: UInt8
    var apexLabelCount: UInt8
    /// Label count of the longest name: longer suffixes need no look-up.
    var deepestLabelCount: UInt8
    var clientSubnetUse: ClientSubnetUse
}

/// Whether a zone's answers look at the client subnet of the query (RFC 7871).
enum ClientSubnetUse: UInt8, BitwiseCopyable, Sendable {
    case always
    case never
    case asServerDefault

    init(_ choice: Bool?) {
        self =
            switch choice {
            case true: .always
            case false: .never
            case nil: .asServerDefault
            }
    }

    @inline(always)
    func isUsed(byDefault serverDefault: Bool) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .asServerDefault: serverDefault
        }
    }
}

/// A zone as the answer path reads it: a pointer to its block.
struct ZoneView: BitwiseCopyable, Sendable {
    let block: FlatBlockView<ZoneHeader>

    init(_ block: FlatBlockView<ZoneHeader>) { self.block = block }

    @inline(always)
    var octets: FlatView<UInt8> { block.octets }

    /// Octets of the zone in memory.
    var octetCount: Int { block.count }

    @inline(always)
    var negativeAnswer: PreparedAnswer { block.header.negativeAnswer }

    @inline(always)
    var clientSubnetUse: ClientSubnetUse { block.header.clientSubnetUse }

    @inline(always)
    var apexLength: Int { Int(block.header.apexLength) }

    @inline(always)
    var apexLabelCount: Int { Int(block.header.apexLabelCount) }

    @inline(always)
    var deepestLabelCount: Int { Int(block.header.deepestLabelCount) }

    @inline(always)
    var apex: PlacedNode { node(at: block.header.apexNode) }

    /// True if the apex is what stands in `name` from `start` on.
    @inline(always)
    func isApex(_ name: borrowing QueryName, from start: Int) -> Bool {
        let header = block.header
        let length = Int(header.apexLength)
        return start &+ length == name.length
            && octets.matches(name, from: start, length: length, at: Int(header.apexName))
    }

    /// A node and its place.
    struct PlacedNode: BitwiseCopyable, Sendable {
        let place: Int
        let node: Node
    }

    @inline(always)
    func node(at place: UInt32) -> PlacedNode {
        PlacedNode(place: Int(place), node: block.load(at: Int(place)))
    }

    /// The node whose name is the suffix of `name` that starts at `start` and is below the apex.
    @inline(always)
    func find(_ name: borrowing QueryName, from start: Int) -> PlacedNode? {
        let relativeLength = name.length &- apexLength
        return slots.first(name.hash(from: start)) { place in
            let found = node(atUnit: place)
            let length = Int(found.node.nameLength)
            let namePlace = found.node.namePlace(found.place)
            guard start &+ length == relativeLength,
                octets.matches(name, from: start, length: length, at: namePlace)
            else { return nil }
            return found
        }
    }

    /// The node at a place that a hash slot leads to.
    @inline(always)
    private func node(atUnit place: UInt32) -> PlacedNode {
        node(at: place &* UInt32(Node.alignment))
    }

    @inline(always)
    private var slots: HashSlots {
        let header = block.header
        return HashSlots(
            block.run(at: ZoneView.slotsPlace, count: header.slotCount),
            mask: header.slotMask
        )
    }

    var header: ZoneHeader { block.header }

    /// Where the node with a name of the zone stands; nil if there is none.
    func place(of name: DomainName) -> UInt32? {
        if name.wire.count == apexLength { return header.apexNode }
        var memory = NameMemory()
        var queryName = memory.name
        queryName.load(name.wire.span, at: 0, length: name.wire.count)
        return find(queryName, from: 0).map { UInt32($0.place) }
    }

    /// How far from where the search for it begins a node is found, on average, in slots.
    var meanSlotDistance: Double {
        var memory = NameMemory()
        var name = memory.name
        return slots.meanDistance { place in
            let found = node(atUnit: place)
            let start = found.node.namePlace(found.place)
            var wire = (start..<(start + Int(found.node.nameLength))).map { octets[$0] }
            let apex = Int(block.header.apexName)
            wire += (apex..<(apex + apexLength)).map { octets[$0] }
            name.load(wire.span, at: 0, length: wire.count)
            return name.hash(from: 0)
        }
    }

    /// The slots follow the header.
    static var slotsPlace: Int { FlatBlockView<ZoneHeader>.contentPlace }

    @inline(always)
    func relations(of found: PlacedNode) -> NodeRelations {
        guard found.node.marks.contains(.relations) else { return NodeRelations() }
        return block.load(at: found.node.relationsPlace(found.place))
    }

    /// The RRset of a node with this place among the node's.
    @inline(always)
    func rrset(_ index: Int, of found: PlacedNode) -> PreparedAnswer {
        answer(at: found.node.rrsetsPlace(found.place), index)
    }

    @inline(always)
    func rrset(of found: PlacedNode, type: UInt16) -> PreparedAnswer? {
        var place = found.node.rrsetsPlace(found.place)
        var left = found.node.rrsetCount
        while left > 0 {
            let rrset: PreparedAnswer = block.load(at: place)
            if rrset.type >= type { return rrset.type == type ? rrset : nil }
            place &+= MemoryLayout<PreparedAnswer>.stride
            left &-= 1
        }
        return nil
    }

    /// Label count of a node's name, the apex's labels included.
    func labelCount(of found: PlacedNode) -> Int {
        var count = apexLabelCount
        var place = found.node.namePlace(found.place)
        let end = place + Int(found.node.nameLength)
        while place < end {
            place += 1 + Int(octets[place])
            count += 1
        }
        return count
    }

    @inline(always)
    func route(at place: UInt32) -> Route { block.load(at: Int(place)) }

    @inline(always)
    func variant(_ number: Int, of route: Route) -> PreparedAnswer {
        answer(at: Int(route.firstVariant), number)
    }

    func traits(_ number: Int, of route: Route) -> VariantTraits {
        route.marks.contains(.direct) ? .plain : block.load(at: route.traitsPlace(number))
    }

    /// What an alternative answers with, which is its target's if it is an alias: nil if that is
    /// nothing.
    func content(_ number: Int, of route: Route) -> PreparedAnswer? {
        var answer = variant(number, of: route)
        if answer.form == .alias {
            guard answer.place != 0 else { return nil }
            answer = block.load(at: Int(answer.place))
        }
        return answer.isRouted || answer.recordCount > 0 ? answer : nil
    }

    @inline(always)
    private func answer(at place: Int, _ index: Int) -> PreparedAnswer {
        block.load(at: place &+ index &* MemoryLayout<PreparedAnswer>.stride)
    }

    func answer(of addition: Addition) -> PreparedAnswer { block.load(at: Int(addition.answer)) }

    /// What stands behind the octets of an RRset; nil if there is nothing.
    @inline(always)
    func extras(of answer: PreparedAnswer) -> Extras? {
        guard answer.form.hasExtras else { return nil }
        return Extras(block, at: answer.octets.upperBound)
    }

    struct Extras: BitwiseCopyable, Sendable {
        private let block: FlatBlockView<ZoneHeader>
        private let pointers: Int
        private let additions: Int
        private let head: AnswerExtras

        fileprivate init(_ block: FlatBlockView<ZoneHeader>, at place: Int) {
            self.block = block
            head = block.load(at: place)
            pointers = place + MemoryLayout<AnswerExtras>.size
            additions = pointers + Int(head.pointerCount) * MemoryLayout<InnerPointer>.stride
        }

        var commonStart: Int { Int(head.commonStart) }
        var pointerCount: Int { Int(head.pointerCount) }
        var additionCount: Int { Int(head.additionCount) }

        func pointer(_ index: Int) -> InnerPointer {
            block.load(at: pointers + index * MemoryLayout<InnerPointer>.stride)
        }

        func addition(_ index: Int) -> Addition {
            block.load(at: additions + index * MemoryLayout<Addition>.stride)
        }
    }
}
