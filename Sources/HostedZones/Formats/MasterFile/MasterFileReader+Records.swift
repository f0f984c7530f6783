internal import DNSWire
internal import OperatorFiles

// `owner TTL class type RDATA`, where owner, TTL and class may be left out (RFC 1035 §5.1).

extension MasterFileReader {
    mutating func readRecord(
        _ entry: MasterFileEntry,
        in file: String
    ) throws(PresentationError) {
        var position = 0
        let owner = try readOwner(entry, at: &position)
        let ttl = try readTTLAndClass(entry, at: &position)
        let type = try readType(entry, at: &position)
        var fields = PresentationFields(
            entry.tokens(from: position),
            origin: origin,
            end: entry.end
        )
        let data = try RecordData(type: type, from: &fields)
        let first = entry.words[0]
        collector.add(
            data,
            to: owner,
            type,
            try effectiveTTL(ttl, of: data, entry),
            at: SourceLocation(file: file, line: first.line, column: first.column),
            &problems
        )
    }

    private mutating func readOwner(
        _ entry: MasterFileEntry,
        at position: inout Int
    ) throws(PresentationError) -> DomainName {
        let word = entry.words[0]
        if entry.startsWithBlank {
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
        position = 1
        let text = entry.text(of: word)
        if let owner, !text.isEmpty, text == ownerText { return owner }
        let name = try readName(entry, word, "an owner name")
        owner = name
        ownerText = text
        return name
    }

    func readName(
        _ entry: MasterFileEntry,
        _ word: MasterFileEntry.Word,
        _ expected: String
    ) throws(PresentationError) -> DomainName {
        guard !word.isQuoted else {
            throw entry.error(at: word, expected: "\(expected) without quotes")
        }
        var fields = PresentationFields([entry.token(of: word)], origin: origin, end: entry.end)
        return try fields.takeName(expected)
    }

    /// TTL and class stand in either order, or not at all (RFC 1035 §5.1). A word that starts
    /// with a digit is a TTL: no type does.
    private func readTTLAndClass(
        _ entry: MasterFileEntry,
        at position: inout Int
    ) throws(PresentationError) -> TTL? {
        var ttl: TTL?
        var hasClass = false
        while position < entry.words.count, !entry.words[position].isQuoted {
            let word = entry.words[position]
            let text = entry.text(of: word)
            if ttl == nil, let first = text.first, isDigit(first) {
                guard let value = TTL(presentation: text) else {
                    throw entry.error(at: word, expected: TTL.expectation)
                }
                ttl = value
            } else if !hasClass, let rrClass = RRClass(mnemonic: text) {
                guard rrClass == .in else { throw entry.error(at: word, expected: "class IN") }
                hasClass = true
            } else {
                break
            }
            position += 1
        }
        return ttl
    }

    private mutating func readType(
        _ entry: MasterFileEntry,
        at position: inout Int
    ) throws(PresentationError) -> RRType {
        guard position < entry.words.count else { throw entry.errorAtEnd(expected: "a type") }
        let word = entry.words[position]
        let text = entry.text(of: word)
        position += 1
        if let known = types[text] { return known }
        guard !word.isQuoted, let type = RRType(mnemonic: String(decoding: text, as: UTF8.self))
        else { throw entry.error(at: word, expected: "a type such as A or TYPE65280") }
        guard type.rawValue != 0, !type.isMeta else {
            throw entry.error(at: word, expected: "a type that a zone can hold (RFC 6895 §3.1)")
        }
        types[ArraySlice(Array(text))] = type
        return type
    }

    private mutating func effectiveTTL(
        _ stated: TTL?,
        of data: RecordData,
        _ entry: MasterFileEntry
    ) throws(PresentationError) -> TTL {
        if case .soa(let authority) = data, minimumTTL == nil {
            minimumTTL = TTL(wire: authority.minimum.seconds)
        }
        if let stated {
            lastTTL = stated
            return stated
        }
        guard let ttl = defaultTTL ?? lastTTL ?? minimumTTL else {
            let first = entry.words[0]
            throw PresentationError(
                line: first.line,
                column: first.column,
                found: "a record without TTL",
                expected: "$TTL, a SOA record or a TTL before it"
            )
        }
        return ttl
    }

    private func isDigit(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
    }
}
