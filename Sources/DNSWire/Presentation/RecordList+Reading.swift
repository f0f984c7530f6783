// `owner TTL class type RDATA`, where owner, TTL and class may be left out (RFC 1035 §5.1).

extension RecordList {
    /// Reads the record that an entry is. What was read before a mistake in it is gone then, but
    /// for its owner, to which what follows may belong.
    package mutating func read(
        _ fields: inout PresentationFields,
        _ first: PresentationWord
    ) throws(PresentationError) {
        let start = data.count
        do throws(PresentationError) {
            try readOwner(&fields, first)
            let ttl = try Self.readTTLAndClass(&fields)
            let type = try Self.readType(&fields)
            try RecordData.transcribe(type, from: &fields, to: &data)
            append(type, ttl, line: first.line, column: first.column)
        } catch {
            data.removeLast(data.count - start)
            throw error
        }
    }

    private mutating func readOwner(
        _ fields: inout PresentationFields,
        _ word: PresentationWord
    ) throws(PresentationError) {
        if fields.startsWithBlank {
            guard ownerCount > 0 else {
                throw PresentationError(
                    line: word.line,
                    column: word.column,
                    found: "a blank owner name in the first record",
                    expected: "an owner name, or '@' for the zone itself"
                )
            }
            return
        }
        fields.advance()
        var name: [UInt8] = []
        try fields.append(bareName: word, "an owner name", to: &name)
        appendOwner(name.span)
    }

    /// TTL and class stand in either order, or not at all (RFC 1035 §5.1). A word that starts
    /// with a digit is a TTL: no type does.
    private static func readTTLAndClass(
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

    private static func readType(
        _ fields: inout PresentationFields
    ) throws(PresentationError) -> RRType {
        let word = try fields.takeWord("a type", of: "line")
        guard !word.isQuoted, let type = fields.type(of: word) else {
            throw fields.error(at: word, expected: "a type such as A or TYPE65280")
        }
        guard type.isStorable else {
            throw fields.error(at: word, expected: "a type that a zone can hold (RFC 6895 §3.1)")
        }
        return type
    }
}

extension RRType {
    /// Whether a zone can hold records of the type.
    var isStorable: Bool { rawValue != 0 && !isMeta }
}

extension PresentationFields {
    fileprivate func startsWithDigit(_ word: PresentationWord) -> Bool {
        octets(of: word).startsWithDigit
    }
}

extension Span<UInt8> {
    /// Whether there is a decimal digit in front.
    var startsWithDigit: Bool { !isEmpty && self[0] &- UInt8(ascii: "0") < 10 }
}
