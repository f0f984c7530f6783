package import DNSWire

/// Why a zone cannot be published although its records are sound.
package enum PublishingError: Error, Sendable, Hashable {
    /// RDATA that its type does not allow.
    case badRecordData(owner: DomainName, type: RRType)
    /// An RRset that does not fit into a message of 65,535 octets.
    case rrsetTooLarge(owner: DomainName, type: RRType, octets: Int)
    case noSOA
    /// A policy, or an alias, that zones can have and answers cannot yet.
    case notYetServed(owner: DomainName, type: RRType)
    /// More than 4 GiB.
    case zoneTooLarge
}

extension PublishingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badRecordData(let owner, let type):
            "\(owner) \(type): the data is not valid for its type"
        case .rrsetTooLarge(let owner, let type, let octets):
            """
            \(owner) \(type): the RRset takes \(octets) octets, and at most \
            \(AnswerEncoder.maximumLength) fit into a message
            """
        case .notYetServed(let owner, let type):
            "\(owner) \(type): this routing policy is not served yet"
        case .noSOA: "the zone has no SOA record at its apex"
        case .zoneTooLarge: "the zone takes more than 4 GiB"
        }
    }
}
