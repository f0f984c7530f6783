// What a routed RRset has for a client, and how it is put into the reply.

internal import Addressing
internal import DNSWire
internal import Routing

extension AnswerSearch {
    /// Walks from a route that is not direct to its answer, and appends it. Widens the reply's scope to
    /// what the decisions on the way depend on. False if the answer does not fit.
    @inline(never)
    mutating func walk(
        from place: UInt32,
        _ name: borrowing QueryName,
        at nameOffset: Int,
        _ zone: ServedZone,
        _ state: ServingState,
        _ draft: inout ReplyDraft
    ) -> Bool {
        let subnet = usedSubnet(of: zone, state)
        let client = subnet.map { RoutingClient(subnet: $0) } ?? RoutingClient(peer)
        var walk = RouteWalk(zone, state.view, client, random: random)
        let (end, first) = walk.run(from: zone.view.route(at: place))
        if subnet != nil { draft.scope = max(draft.scope, walk.scope) }
        draft.choice = Outcome.Choice(zone: zone.number, route: place, alternative: first)
        switch end {
        case .answer(let answer):
            return append(answer, zone, to: .answer, owner: nameOffset, &draft)
        case .values(let route, let sample):
            let start = draft.end
            guard append(sample, of: route, zone, owner: nameOffset, &draft) else { return false }
            return draft.end > start || deny(.noError, name, at: nameOffset, zone, &draft)
        case .nothing:
            return deny(.noError, name, at: nameOffset, zone, &draft)
        }
    }

    /// Appends the alternatives of a sample as one RRset: each record once, with the lowest of their TTLs
    /// (RFC 2181 §5). False if they do not fit.
    private func append(
        _ sample: MultivalueSample,
        of route: Route,
        _ zone: ServedZone,
        owner: Int,
        _ draft: inout ReplyDraft
    ) -> Bool {
        let start = draft.end
        var lowestTTL = UInt32.max
        for index in 0..<sample.count {
            let values = zone.view.variant(sample[index], of: route)
            guard values.recordCount > 0 else { continue }
            lowestTTL = min(lowestTTL, zone.view.ttl(ofRecordAt: values.place))
            let fits =
                route.marks.contains(.sharedRecords)
                ? appendRecords(of: values, missingSince: start, zone, owner: owner, &draft)
                : draft.append(values, of: zone, to: .answer, owner: owner)
            guard fits else { return false }
        }
        if route.marks.contains(.severalTTLs) { draft.setTTL(lowestTTL, ofRecordsSince: start) }
        return true
    }

    /// Appends those records that the reply does not have since `start`.
    private func appendRecords(
        of values: PreparedAnswer,
        missingSince start: Int,
        _ zone: ServedZone,
        owner: Int,
        _ draft: inout ReplyDraft
    ) -> Bool {
        var record = values
        record.recordCount = 1
        for _ in 0..<values.recordCount {
            record.length = zone.view.recordLength(at: record.place)
            if !draft.hasRecord(record, of: zone, since: start) {
                guard draft.append(record, of: zone, to: .answer, owner: owner) else {
                    return false
                }
            }
            record.place += UInt32(record.length)
        }
        return true
    }
}

extension ZoneView {
    /// Octets of the record at `place`.
    fileprivate func recordLength(at place: UInt32) -> UInt16 {
        let dataLength = Int(place) + RecordShape.dataLengthOffset
        return UInt16(RecordShape.pointerOwnedLength)
            + (UInt16(octets[dataLength]) << 8 | UInt16(octets[dataLength + 1]))
    }

    fileprivate func ttl(ofRecordAt place: UInt32) -> UInt32 {
        let ttl = Int(place) + RecordShape.ttlOffset
        return (ttl..<(ttl + 4)).reduce(0) { $0 << 8 | UInt32(octets[$1]) }
    }
}

extension RecordShape {
    /// Where the TTL and the length of the data stand in a record that a pointer owns.
    fileprivate static var ttlOffset: Int { 6 }
    fileprivate static var dataLengthOffset: Int { pointerOwnedLength - 2 }
}

extension ReplyDraft {
    /// Whether the data of a published record stand in one of the records from `start` on, which have
    /// pointers as owners.
    fileprivate func hasRecord(_ record: PreparedAnswer, of zone: ServedZone, since start: Int)
        -> Bool
    {
        // The length of the data, and the data.
        let data = Int(record.place) + RecordShape.dataLengthOffset
        let length = Int(record.length) - RecordShape.dataLengthOffset
        var place = start
        while place < end {
            let own = place + RecordShape.dataLengthOffset
            let isEqual =
                own + length <= end
                && (0..<length).allSatisfy {
                    octets[own + $0] == zone.view.octets[data + $0]
                }
            if isEqual { return true }
            place += recordLength(at: place)
        }
        return false
    }

    fileprivate mutating func setTTL(_ ttl: UInt32, ofRecordsSince start: Int) {
        var place = start
        while place < end {
            patch(ttl, at: place + RecordShape.ttlOffset)
            place += recordLength(at: place)
        }
    }

    private func recordLength(at place: Int) -> Int {
        let dataLength: UInt16 = octets.number(at: place + RecordShape.dataLengthOffset)
        return RecordShape.pointerOwnedLength + Int(dataLength)
    }
}
