internal import DNSWire

// Going on from a published zone: nodes are compiled behind what is there, and what led to them before
// leads to them again.

extension ZoneDraft {
    /// Compiles these nodes.
    mutating func append(_ names: Set<DomainName>) throws(PublishingError) {
        var memory = NameMemory()
        var queryName = memory.name
        for name in names {
            guard let number = nodes.number(of: name.wire.span) else { continue }
            try append(number, &queryName)
        }
        resolveReferences()
    }

    /// Sets slots and references as it takes now that nodes have moved and gone.
    mutating func settle(_ changes: NodeChanges, in base: ZoneView) {
        for name in changes.removed {
            guard let place = base.place(of: name) else { continue }
            removeSlot(for: place, NameHash.value(of: name))
        }
        var moves: [UInt32: UInt32] = [:]
        var affected: Set<DomainName> = []
        for number in places.indices where places[number] > 0 {
            let name = nodes.ownerName(of: number)
            guard let old = base.place(of: name) else {
                insertSlot(for: places[number], hashes[number])
                continue
            }
            replaceSlot(for: old, by: places[number], hashes[number])
            noteMove(of: base.node(at: old), in: base, to: places[number], &moves)
            if let dependents { affected.formUnion(dependents[name]) }
        }
        for name in affected.subtracting(changes.compiled).subtracting(changes.removed) {
            guard let place = base.place(of: name) else { continue }
            redirect(base.node(at: place), moves)
        }
    }

    /// Notes where a node and its RRsets stand that stood elsewhere.
    private func noteMove(
        of old: ZoneView.PlacedNode,
        in base: ZoneView,
        to place: UInt32,
        _ moves: inout [UInt32: UInt32]
    ) {
        moves[UInt32(old.place)] = place
        let node = block.load(Node.self, at: Int(place))
        let stride = MemoryLayout<PreparedAnswer>.stride
        let oldPlace = old.node.rrsetsPlace(old.place)
        let newPlace = node.rrsetsPlace(Int(place))
        for index in 0..<Int(node.rrsetCount) {
            let type = block.load(PreparedAnswer.self, at: newPlace + index * stride).type
            for oldIndex in 0..<Int(old.node.rrsetCount)
            where base.rrset(oldIndex, of: old).type == type {
                moves[UInt32(oldPlace + oldIndex * stride)] = UInt32(newPlace + index * stride)
            }
        }
    }

    // MARK: Redirecting

    /// Lets what a node refers to be found where it stands now. The node itself has not moved.
    private mutating func redirect(_ found: ZoneView.PlacedNode, _ moves: [UInt32: UInt32]) {
        if found.node.marks.contains(.relations) {
            let place = found.node.relationsPlace(found.place)
            redirect(at: place, moves)
            redirect(at: place + MemoryLayout<UInt32>.size, moves)
        }
        let first = found.node.rrsetsPlace(found.place)
        for index in 0..<Int(found.node.rrsetCount) {
            let place = first + index * MemoryLayout<PreparedAnswer>.stride
            let rrset = block.load(PreparedAnswer.self, at: place)
            guard rrset.isRouted else {
                redirectAnswer(at: place, moves)
                continue
            }
            let route = block.load(Route.self, at: Int(rrset.place))
            for number in 0..<Int(route.variantCount) {
                redirectAnswer(at: route.variantPlace(number), moves)
            }
        }
    }

    /// Redirects an alias, or the addresses that go along with records.
    private mutating func redirectAnswer(at place: Int, _ moves: [UInt32: UInt32]) {
        let answer = block.load(PreparedAnswer.self, at: place)
        if answer.form == .alias, let field = MemoryLayout<PreparedAnswer>.offset(of: \.place) {
            redirect(at: place + field, moves)
        }
        guard answer.form.hasExtras else { return }
        let extras = block.load(AnswerExtras.self, at: answer.octets.upperBound)
        let additions =
            answer.octets.upperBound + MemoryLayout<AnswerExtras>.size
            + Int(extras.pointerCount) * MemoryLayout<InnerPointer>.stride
        for index in 0..<Int(extras.additionCount) {
            // An addition begins with the place of what is added.
            redirect(at: additions + index * MemoryLayout<Addition>.stride, moves)
        }
    }

    private mutating func redirect(at place: Int, _ moves: [UInt32: UInt32]) {
        if let new = moves[block.load(UInt32.self, at: place)] { block.store(new, at: place) }
    }
}
