package import DNSWire

/// What a reply answers: its records, or why there are none. Equal answers say the same, in
/// whatever order they give the records of the last RRset.
package struct Answer: Sendable, Hashable {
    package let responseCode: ResponseCode
    /// The answer section.
    package let records: [ResourceRecord]

    package init(_ reply: Message) {
        responseCode = reply.responseCode
        // Aliases in the order in which they lead on, then the RRset that they lead to.
        let links = reply.answers.prefix { $0.type == .cname || $0.type == .dname }
        let rrset = reply.answers.dropFirst(links.count)
        records = links + rrset.map { ($0.description, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// What there is instead of records: `NODATA`, `NXDOMAIN`, `REFUSED`; nil if there are some.
    package var denial: String? {
        guard records.isEmpty || responseCode != .noError else { return nil }
        return responseCode == .noError ? "NODATA" : responseCode.description
    }
}

extension Answer: CustomStringConvertible {
    /// `CNAME abc.cloudfront.cn.`; `NXDOMAIN`; `A 192.0.2.1, A 192.0.2.2`
    package var description: String {
        let words = records.map { "\($0.type) \($0.data.presentation)" }
        return (words + [denial].compactMap(\.self)).joined(separator: ", ")
    }

    /// The same with the TTL of each record: `CNAME abc.cloudfront.cn. (TTL 300)`.
    package var descriptionWithTTLs: String {
        let words = records.map { "\($0.type) \($0.data.presentation) (TTL \($0.ttl))" }
        return (words + [denial].compactMap(\.self)).joined(separator: ", ")
    }
}
