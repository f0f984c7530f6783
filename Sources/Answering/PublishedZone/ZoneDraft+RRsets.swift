internal import DNSWire

// The RRsets of a node, with what goes along with them.

extension ZoneDraft {
    /// Appends the octets of a plain RRset.
    mutating func encode(_ set: Int, ttl: TTL) throws(PublishingError) -> PreparedAnswer {
        let entry = nodes.plain[set]
        let start = block.count
        encoder.begin(
            entry.type,
            ttl,
            ownerLength: nodes.name(of: entry.owner).count,
            at: start
        )
        do {
            try encoder.append(set, of: nodes.plain, to: &block)
        } catch {
            throw Self.failure(error, nodes.plain.rrset(set))
        }
        return prepared(
            entry.type,
            recordCount: entry.recordCount,
            ofNode: entry.owner,
            from: start
        )
    }

    static func failure(
        _ failure: AnswerEncoder.Failure,
        _ rrset: RRset
    ) -> PublishingError {
        switch failure {
        case .badRecordData:
            .badRecordData(owner: rrset.owner, type: rrset.type)
        case .tooLarge:
            .rrsetTooLarge(
                owner: rrset.owner,
                type: rrset.type,
                octets: rrset.records.reduce(0) {
                    $0 + RecordShape.pointerOwnedLength + $1.wire.count
                }
            )
        }
    }

    /// What has been encoded since `start`, with what goes along.
    mutating func prepared(
        _ type: RRType,
        recordCount: Int,
        ofNode number: Int,
        from start: Int
    ) -> PreparedAnswer {
        var answer = PreparedAnswer(
            type: type.rawValue,
            recordCount: UInt16(recordCount),
            length: UInt16(block.count - start),
            form: .plain,
            place: UInt32(truncatingIfNeeded: start)
        )
        guard encoder.needsExtras else { return answer }
        let isGlue = type == .ns && number != nodes.apexNumber
        findAdditions(ofNode: number, cut: isGlue ? number : nil)
        guard !(encoder.pointers.isEmpty && additions.isEmpty) else { return answer }
        answer.form = .withExtras
        appendExtras()
        return answer
    }

    private mutating func appendExtras() {
        block.append(
            AnswerExtras(
                commonStart: UInt16(encoder.commonStart),
                pointerCount: UInt16(encoder.pointers.count),
                additionCount: UInt16(additions.count)
            )
        )
        for pointer in encoder.pointers { block.append(pointer) }
        for draft in additions {
            let place = block.count
            block.appendZeros(MemoryLayout<Addition>.stride)
            block.store(draft.addition, at: place)
            refer(from: place, to: draft.node, draft.type)
        }
    }

    /// The addresses that go along (RFC 1034 §4.3.2): of names in this zone, plain and not
    /// routed; those below a zone cut, which are glue, only with the NS of a cut.
    private mutating func findAdditions(ofNode owner: Int, cut: Int?) {
        additions.removeAll(keepingCapacity: true)
        var seen: [Int] = []
        var memory = NameMemory()
        var name = memory.name
        for addressed in encoder.addressedNames {
            let isOwner = addressed.position == 0
            if !isOwner, dependents != nil {
                noteDependence(of: owner, on: DomainName(copying: encoder.name(addressed)))
            }
            guard let number = isOwner ? owner : nodes.number(of: encoder.name(addressed)),
                number < nodes.plain.ownerCount
            else { continue }
            // A wildcard's own addresses are synthesised, not added.
            if isOwner, nodes.isWildcard(number) { continue }
            guard !seen.contains(number) else {
                if !isOwner { nameAdditions(of: number, addressed.position) }
                continue
            }
            seen.append(number)
            nodes.load(number, into: &name)
            guard isVisible(number, name, asGlue: cut != nil) else { continue }
            for type in [RRType.a, .aaaa] where nodes.plain.set(of: number, type) != nil {
                additions.append(
                    DraftAddition(
                        addition: Addition(
                            answer: 0,
                            namePosition: addressed.position,
                            isRequired: cut.map { nodes.isName(name, atOrBelow: $0) } ?? false
                        ),
                        node: number,
                        type: type
                    )
                )
            }
        }
        // What must not be left out comes first, so that it never lacks room for the rest.
        additions =
            additions.filter(\.addition.isRequired) + additions.filter { !$0.addition.isRequired }
    }

    /// Gives the addresses of a node the name that stands at a position instead of the owner's: they go
    /// along also where an alias gives the RRset to another owner.
    private mutating func nameAdditions(of number: Int, _ position: UInt16) {
        for index in additions.indices
        where additions[index].node == number && additions[index].addition.namePosition == 0 {
            additions[index].addition.namePosition = position
        }
    }

    /// Authoritative data; and glue, which is what stands at or below a zone cut. What is below a
    /// DNAME is not there at all (RFC 6672 §2.4).
    private func isVisible(
        _ number: Int,
        _ name: borrowing QueryName,
        asGlue isGlue: Bool
    ) -> Bool {
        guard let occluder = nodes.occluder(of: number, name) else { return true }
        return isGlue && nodes.marks(of: occluder).contains(.zoneCut)
    }
}
