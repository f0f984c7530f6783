internal import DNSWire
internal import OperatorFiles

// `$ORIGIN` and `$INCLUDE` of RFC 1035 §5.1, `$TTL` of RFC 2308 §4.

extension MasterFileReader {
    mutating func readDirective(_ fields: inout PresentationFields) throws(PresentationError) {
        let word = try fields.takeWord("a directive", of: "line")
        switch fields.string(of: word).uppercased() {
        case "$ORIGIN":
            let name = try fields.takeWord("a domain name", of: "line")
            try fields.endEntry(expected: "the end of the line")
            fields.origin = try fields.bareName(of: name, "a domain name")
        case "$TTL":
            let ttl = try fields.takeWord(TTL.expectation, of: "line")
            try fields.endEntry(expected: "the end of the line")
            let declared = fields.ttl(of: ttl)
            collector.inheritedTTL.declared = declared
            guard declared != nil else { throw fields.error(at: ttl, expected: TTL.expectation) }
        case "$INCLUDE":
            try include(&fields)
        default:
            throw fields.error(at: word, expected: "$ORIGIN, $TTL or $INCLUDE")
        }
    }

    private mutating func include(
        _ fields: inout PresentationFields
    ) throws(PresentationError) {
        let word = try fields.takeWord("a file name", of: "line")
        let name = fields.nextWord
        if name != nil { fields.advance() }
        try fields.endEntry(expected: "the end of the line")
        let origin = try name.map { name throws(PresentationError) in
            try fields.bareName(of: name, "an origin")
        }
        let path = RelativePath.resolve(
            fields.string(of: word),
            in: chain.last ?? ""
        )
        guard !chain.contains(path) else {
            throw fields.error(
                at: word,
                expected:
                    "a file that is not being read already: \((chain + [path]).joined(separator: " > "))"
            )
        }
        guard chain.count <= Self.maximumDepth else {
            throw fields.error(
                at: word,
                expected:
                    "at most \(Self.maximumDepth) files inside each other: \(chain.joined(separator: " > "))"
            )
        }
        let owner = records.lastOwner
        do throws(FileFailure) {
            try readFile(path, origin: origin ?? fields.origin)
        } catch {
            throw fields.error(at: word, expected: "a readable file (\(error))")
        }
        records.setOwner(owner)
        if let file = chain.last { collector.enter(file) }
    }
}

extension PresentationFields {
    fileprivate func string(of word: PresentationWord) -> String {
        String(copying: octets(of: word))
    }
}
