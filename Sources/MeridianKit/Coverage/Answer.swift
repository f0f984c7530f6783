package import DNSWire

/// What a reply answers: its records, and how they end. Equal answers say the same, in whatever
/// order they give the records of the last RRset.
package struct Answer: Sendable, Hashable {
    /// The answer section.
    package let records: [ResourceRecord]
    package let ending: Ending

    package enum Ending: Sendable, Hashable {
        /// There is nothing more to say here than the records, or the last of them leads elsewhere.
        case records
        /// The name that was asked for, or the last alias leads to, has no records of the type
        /// (RFC 2308 §2.2).
        case noData
        /// Other servers know.
        case referral
        /// There is no such name (RFC 2308 §2.1), the query is refused, …
        case failure(ResponseCode)
    }

    package init(_ reply: Message) {
        // Aliases in the order in which they lead on, then the RRset that they lead to.
        let links = reply.answers.prefix { $0.type == .cname || $0.type == .dname }
        let rrset = reply.answers.dropFirst(links.count)
        records = links + rrset.map { ($0.description, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        ending =
            if reply.responseCode != .noError {
                .failure(reply.responseCode)
            } else if reply.authority.contains(where: { $0.type == .soa }) {
                .noData
            } else if reply.authority.contains(where: { $0.type == .ns }) {
                .referral
            } else {
                .records
            }
    }
}

extension Answer: CustomStringConvertible {
    /// `CNAME abc.cloudfront.cn.`; `NXDOMAIN`; `A 192.0.2.1, A 192.0.2.2`
    package var description: String { words(Self.word) }

    /// `A 192.0.2.1`
    package static func word(of record: ResourceRecord) -> String {
        "\(record.type) \(record.data.presentation)"
    }

    /// The same with the TTL of each record: `CNAME abc.cloudfront.cn. (TTL 300)`.
    package var descriptionWithTTLs: String {
        words { "\($0.type) \($0.data.presentation) (TTL \($0.ttl))" }
    }

    private func words(_ word: (ResourceRecord) -> String) -> String {
        (records.map(word) + [ending.word].compactMap(\.self)).joined(separator: ", ")
    }
}

extension Answer.Ending {
    /// Nil if the records say it all.
    package var word: String? {
        switch self {
        case .records: nil
        case .noData: "NODATA"
        case .referral: "a referral"
        case .failure(let code): "\(code)"
        }
    }

    package var responseCode: ResponseCode {
        switch self {
        case .records, .noData, .referral: .noError
        case .failure(let code): code
        }
    }
}
