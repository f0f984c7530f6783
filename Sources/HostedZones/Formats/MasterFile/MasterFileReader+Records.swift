internal import DNSWire

// `owner TTL class type RDATA`, where owner, TTL and class may be left out (RFC 1035 §5.1).

extension MasterFileReader {
    mutating func readRecord(
        _ fields: inout PresentationFields,
        _ first: PresentationWord
    ) throws(PresentationError) {
        let owner = try readOwner(&fields, first)
        let stated = try readTTLAndClass(&fields)
        let type = try readType(&fields)
        rdata.removeAll(keepingCapacity: true)
        try RecordData.transcribe(type, from: &fields, to: &rdata)
        let ttl = try effectiveTTL(stated, type, first)
        let place = RRsetTable.Place(
            line: UInt32(clamping: first.line),
            column: UInt32(clamping: first.column),
            file: collector.file
        )
        do throws(RRsetTable.Full) {
            let record = NewRecord(owner: owner, type: type, ttl: ttl, place: place)
            try collector.add(record, rdata, spelled: ownerName, &problems)
        } catch {
            throw full(at: first)
        }
    }

    private func full(at word: PresentationWord) -> PresentationError {
        PresentationError(
            line: word.line,
            column: word.column,
            found: "more than 4 GiB of names or of data",
            expected: "a smaller zone"
        )
    }

    private mutating func readOwner(
        _ fields: inout PresentationFields,
        _ word: PresentationWord
    ) throws(PresentationError) -> Int {
        if fields.startsWithBlank {
            guard let owner else {
                throw PresentationError(
                    line: word.line,
                    column: word.column,
                    found: "a blank owner name in the first record",
                    expected: "an owner name, or '@' for the zone itself"
                )
            }
            return owner
        }
        fields.advance()
        if let owner, let ownerWord, fields.isSame(word, as: ownerWord) { return owner }
        ownerName.removeAll(keepingCapacity: true)
        try fields.append(bareName: word, "an owner name", to: &ownerName)
        do throws(RRsetTable.Full) {
            let owner = try collector.addOwner(ownerName)
            self.owner = owner
            ownerWord = word
            return owner
        } catch {
            throw full(at: word)
        }
    }

    /// TTL and class stand in either order, or not at all (RFC 1035 §5.1). A word that starts
    /// with a digit is a TTL: no type does.
    private func readTTLAndClass(
        _ fields: inout PresentationFields
    ) throws(PresentationError) -> TTL? {
        var ttl: TTL?
        var hasClass = false
        while let word = fields.nextWord, !word.isQuoted {
            if ttl == nil, fields.startsWithDigit(word) {
                ttl = fields.ttl(of: word)
                guard ttl != nil else { throw fields.error(at: word, expected: TTL.expectation) }
            } else if !hasClass, let rrClass = fields.rrClass(of: word) {
                guard rrClass == .in else { throw fields.error(at: word, expected: "class IN") }
                hasClass = true
            } else {
                break
            }
            fields.advance()
        }
        return ttl
    }

    private func readType(
        _ fields: inout PresentationFields
    ) throws(PresentationError) -> RRType {
        let word = try fields.takeWord("a type", of: "line")
        guard !word.isQuoted, let type = fields.type(of: word) else {
            throw fields.error(at: word, expected: "a type such as A or TYPE65280")
        }
        guard type.rawValue != 0, !type.isMeta else {
            throw fields.error(at: word, expected: "a type that a zone can hold (RFC 6895 §3.1)")
        }
        return type
    }

    private mutating func effectiveTTL(
        _ stated: TTL?,
        _ type: RRType,
        _ first: PresentationWord
    ) throws(PresentationError) -> TTL {
        if type == .soa, minimumTTL == nil {
            minimumTTL = RData(wire: rdata).authority.map { TTL(wire: $0.minimum.seconds) }
        }
        if let stated {
            lastTTL = stated
            return stated
        }
        guard let ttl = defaultTTL ?? lastTTL ?? minimumTTL else {
            throw PresentationError(
                line: first.line,
                column: first.column,
                found: "a record without TTL",
                expected: "$TTL, a SOA record or a TTL before it"
            )
        }
        return ttl
    }
}

extension PresentationFields {
    fileprivate func startsWithDigit(_ word: PresentationWord) -> Bool {
        octets(of: word)[0] &- UInt8(ascii: "0") < 10
    }
}
