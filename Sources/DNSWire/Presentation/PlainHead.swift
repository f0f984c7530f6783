/// What stands in front of a record's RDATA: owner, TTL, class and type, as plain as they nearly
/// always are.
struct PlainHead: BitwiseCopyable {
    let ttl: TTL?
    let type: RRType
    /// Of the first word.
    let line: Int
    let column: Int
    /// Where the head ends in the text.
    let end: Int
}

extension PresentationText {
    /// Between entries: the head of the record on this line, its owner appended to `records`. Nil
    /// unless its words are ordinary octets, each with a blank behind it, of the meanings that
    /// nearly all have: then there may be a mistake, or no record at all.
    func plainHead(origin: DomainName, _ records: inout RecordList) -> PlainHead? {
        let octets = octets.span
        guard position < octets.count else { return nil }
        var end = position
        if !octets[end].isBlank {
            let isOwner = records.appendOwner { names, start in
                plainName(&names, start, origin, from: &end)
            }
            guard isOwner else { return nil }
        } else if records.ownerCount == 0 {
            return nil
        }
        var first = end > position ? position : nil
        var ttl: TTL?
        var hasClass = false
        while let word = plainWord(from: &end) {
            first = first ?? word.lowerBound
            let text = octets.extracting(word)
            if ttl == nil, text.startsWithDigit {
                ttl = TTL(presentation: text)
                guard ttl != nil else { return nil }
            } else if !hasClass, text.isInternet {
                hasClass = true
            } else {
                guard let type = RRType(mnemonic: text), type.isStorable else { return nil }
                return PlainHead(
                    ttl: ttl,
                    type: type,
                    line: line,
                    column: (first ?? position) - lineStart + 1,
                    end: end
                )
            }
        }
        return nil
    }

    /// The ordinary octets behind the blanks that `position` is at, up to a blank; moves behind
    /// them.
    private func plainWord(from position: inout Int) -> Range<Int>? {
        let octets = octets.span
        while position < octets.count, octets[position].isBlank { position += 1 }
        let start = position
        while position < octets.count, !Self.isSpecial(octets[position], specials) {
            position += 1
        }
        guard position > start, position < octets.count, octets[position].isBlank else {
            return nil
        }
        return start..<position
    }

    /// Writes the name that stands at `position` up to a blank, and moves behind it; gives its
    /// length. Nil for what is no name, or not plainly one. `room` is enough for two names.
    private func plainName(
        _ room: inout MutableSpan<UInt8>,
        _ start: Int,
        _ origin: DomainName,
        from position: inout Int
    ) -> Int? {
        let octets = octets.span
        let first = position
        // Where the length of the present label goes, and its next octet.
        var lengthAt = start
        var next = start + 1
        let limit = start + DomainName.maximumLength
        while position < octets.count {
            let octet = octets[position]
            if octet == UInt8(ascii: ".") {
                let length = next - lengthAt - 1
                guard length > 0, length <= DomainName.maximumLabelLength else { return nil }
                room[lengthAt] = UInt8(length)
                lengthAt = next
            } else if Self.isSpecial(octet, specials) {
                break
            } else {
                room[next] = octet
            }
            next += 1
            position += 1
            guard next < limit else { return nil }
        }
        guard position < octets.count, octets[position].isBlank, position > first,
            octets[first] != UInt8(ascii: "$")
        else { return nil }
        let length = next - lengthAt - 1
        if length == 0 {
            // A dot was the last octet.
            room[lengthAt] = 0
            return next - start
        }
        guard length <= DomainName.maximumLabelLength else { return nil }
        let isOrigin = position == first + 1 && octets[first] == UInt8(ascii: "@")
        room[lengthAt] = UInt8(length)
        if isOrigin { next = start }
        let suffix = origin.wire.span
        guard next - start + suffix.count <= DomainName.maximumLength else { return nil }
        room.set(suffix, at: next)
        return next - start + suffix.count
    }
}

extension Span<UInt8> {
    /// Whether this is the class IN in one of its usual spellings.
    fileprivate var isInternet: Bool {
        count == 2 && self[0] | 0x20 == UInt8(ascii: "i") && self[1] | 0x20 == UInt8(ascii: "n")
    }
}
