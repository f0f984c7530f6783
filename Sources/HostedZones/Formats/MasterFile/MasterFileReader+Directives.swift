internal import DNSWire
internal import OperatorFiles

// `$ORIGIN` and `$INCLUDE` of RFC 1035 §5.1, `$TTL` of RFC 2308 §4.

extension MasterFileReader {
    mutating func readDirective(
        _ entry: MasterFileEntry,
        in file: String
    ) throws(PresentationError) {
        let word = entry.words[0]
        switch String(decoding: entry.text(of: word), as: UTF8.self).uppercased() {
        case "$ORIGIN":
            let name = try argument(1, of: entry, "a domain name")
            try endDirective(entry, after: 1)
            origin = try readName(entry, name, "a domain name")
            ownerText = []
        case "$TTL":
            let ttl = try argument(1, of: entry, TTL.expectation)
            try endDirective(entry, after: 1)
            defaultTTL = TTL(presentation: entry.text(of: ttl))
            guard defaultTTL != nil else { throw entry.error(at: ttl, expected: TTL.expectation) }
        case "$INCLUDE":
            try include(entry, in: file)
        default:
            throw entry.error(at: word, expected: "$ORIGIN, $TTL or $INCLUDE")
        }
    }

    private mutating func include(
        _ entry: MasterFileEntry,
        in file: String
    ) throws(PresentationError) {
        let word = try argument(1, of: entry, "a file name")
        try endDirective(entry, after: 2)
        let saved = (origin: origin, owner: owner)
        let inner =
            entry.words.count > 2 ? try readName(entry, entry.words[2], "an origin") : origin
        let path = RelativePath.resolve(
            String(decoding: entry.text(of: word), as: UTF8.self),
            in: file
        )
        guard !chain.contains(path) else {
            throw entry.error(
                at: word,
                expected:
                    "a file that is not being read already: \((chain + [path]).joined(separator: " > "))"
            )
        }
        guard chain.count <= Self.maximumDepth else {
            throw entry.error(
                at: word,
                expected:
                    "at most \(Self.maximumDepth) files inside each other: \(chain.joined(separator: " > "))"
            )
        }
        origin = inner
        ownerText = []
        do throws(FileFailure) {
            try readFile(path)
        } catch {
            throw entry.error(at: word, expected: "a readable file (\(error))")
        }
        (origin, owner) = saved
        ownerText = []
    }

    private func argument(
        _ position: Int,
        of entry: MasterFileEntry,
        _ expected: String
    ) throws(PresentationError) -> MasterFileEntry.Word {
        guard position < entry.words.count else { throw entry.errorAtEnd(expected: expected) }
        return entry.words[position]
    }

    private func endDirective(
        _ entry: MasterFileEntry,
        after count: Int
    ) throws(PresentationError) {
        guard entry.words.count <= count + 1 else {
            throw entry.error(at: entry.words[count + 1], expected: "the end of the line")
        }
    }
}
