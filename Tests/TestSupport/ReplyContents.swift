package import DNSWire

/// What a reply says, sections in order, in a form in which two replies are equal when they say
/// the same: an expected one and a decoded one.
package struct ReplyContents: Sendable, Hashable {
    package var responseCode: ResponseCode
    package var isAuthoritative: Bool
    package var isTruncated = false
    package var answer: [ReplyRRset] = []
    package var authority: [ReplyRRset] = []
    /// Without the OPT record.
    package var additional: [ReplyRRset] = []
    /// SCOPE PREFIX-LENGTH of the client subnet option; nil if there is none.
    package var scopePrefixLength: Int?

    package init(responseCode: ResponseCode, isAuthoritative: Bool) {
        self.responseCode = responseCode
        self.isAuthoritative = isAuthoritative
    }
}

/// An RRset of a section. The order of its records means nothing (RFC 2181 §5), so they are kept
/// sorted; a record that comes twice stays twice.
package struct ReplyRRset: Sendable, Hashable {
    package let owner: DomainName
    package let type: RRType
    package let ttl: TTL
    package let records: [RData]

    package init(owner: DomainName, type: RRType, ttl: TTL, records: [RData]) {
        self.owner = owner
        self.type = type
        self.ttl = ttl
        self.records = records.sorted { $0.wire.lexicographicallyPrecedes($1.wire) }
    }
}

extension ReplyRRset: CustomStringConvertible {
    /// Master-file lines.
    package var description: String {
        records.map { MasterFileText.line(owner: owner, type: type, ttl: ttl, rdata: $0) }
            .joined(separator: "\n")
    }
}

extension ReplyContents: CustomStringConvertible {
    package var description: String {
        let flags = [isAuthoritative ? "aa" : "", isTruncated ? "tc" : ""].filter { !$0.isEmpty }
        let scope = scopePrefixLength.map { ", scope \($0)" } ?? ""
        var lines = ["\(responseCode) flags: \(flags.joined(separator: " "))\(scope)"]
        for (title, section) in [
            ("answer", answer), ("authority", authority), ("additional", additional),
        ] where !section.isEmpty {
            lines.append(";; \(title)")
            lines += section.map(\.description)
        }
        return lines.joined(separator: "\n")
    }
}
