package import DNSWire
internal import Routing

/// Why a zone cannot be published although its records are sound.
package enum PublishingError: Error, Sendable, Hashable {
    /// RDATA that its type does not allow.
    case badRecordData(owner: DomainName, type: RRType)
    /// An RRset that does not fit into a message of 65,535 octets.
    case rrsetTooLarge(owner: DomainName, type: RRType, octets: Int)
    case noSOA
    /// An alias that leads back to itself, or to its end over more than `AliasDepths.maximum`.
    case aliasWithoutEnd(owner: DomainName, type: RRType)
    /// An alias that would be given together with others.
    case aliasAmongValues(owner: DomainName, type: RRType)
    /// More alternatives than a draw takes.
    case tooManyAlternatives(owner: DomainName, type: RRType, count: Int)
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
        case .aliasWithoutEnd(let owner, let type):
            """
            \(owner) \(type): the alias leads back to itself, or over more than \
            \(AliasDepths.maximum) aliases
            """
        case .aliasAmongValues(let owner, let type):
            "\(owner) \(type): a multivalue answer holds an alias"
        case .tooManyAlternatives(let owner, let type, let count):
            """
            \(owner) \(type): \(count) alternatives, and at most \
            \(MultivalueSample.maximumCandidates) can be drawn from
            """
        case .noSOA: "the zone has no SOA record at its apex"
        case .zoneTooLarge: "the zone takes more than 4 GiB"
        }
    }
}
