/// What a client gets for a question, and why.
public struct Explanation: Sendable, Hashable, Encodable {
    public let question: Question
    /// The address that was asked from.
    public let client: String
    public let location: ClientLocation
    /// The zone that answers; nil if none here does.
    public let zone: String?
    /// Nil if the answer is the same for every client.
    public let routing: Routing?
    /// `NOERROR`, `NXDOMAIN`, …
    public let status: String
    /// The records of the answer section, as master files write them.
    public let answer: [String]
    /// The network around the client in which every client gets the same (RFC 7871); nil if the
    /// reply carries no client subnet.
    public let scope: String?

    public struct Question: Sendable, Hashable, Encodable {
        public let name: String
        public let type: String
    }

    /// Where the client is, and who says so.
    public struct ClientLocation: Sendable, Hashable, Encodable {
        /// `US-CA`, `CN`, `continent-AS` or `none`.
        public let word: String
        public let name: String
        /// The network that has this location.
        public let network: String?
        public let source: Source
        /// The file that says so.
        public let file: String?
        /// The day the database was built.
        public let databaseDate: String?

        public enum Source: String, Sendable, Hashable, Encodable {
            /// `networks` in the configuration.
            case ownNetworks = "own networks"
            case database
            /// There is neither.
            case nothing
        }
    }

    /// How the policy of a name and type chose among its record sets.
    public struct Routing: Sendable, Hashable, Encodable {
        /// The owner of the record sets: a wildcard, where that stands for the name.
        public let name: String
        public let type: String
        /// `geolocation`, `weighted`, `IP-based`, …
        public let policy: String
        /// The network that the client was found by: one with a location, or a CIDR block. Nil if the
        /// policy does not look at the client, or no block holds it.
        public let network: String?
        /// The widest network around the client with the same record sets in the same order; nil if
        /// the policy does not look at the client.
        public let scope: String?
        /// In the order in which they were considered; those for other clients come last.
        public let recordSets: [RecordSet]

        public var chosen: [RecordSet] { recordSets.filter { $0.verdict == .chosen } }
    }

    /// A record set, and what became of it.
    public struct RecordSet: Sendable, Hashable, Encodable {
        /// What it says for the policy: `US-CA`, `default`, `weight 3`, `eu-west-1`, `primary`, …
        public let rule: String
        public let setIdentifier: String
        public let verdict: Verdict
        public let health: Health
        /// The verdict in a few words.
        public let reason: String
        /// Nil if it has records of its own.
        public let alias: Alias?
    }

    public enum Verdict: String, Sendable, Hashable, Encodable {
        case chosen
        case passedOver = "passed over"
        case elsewhere
        case unhealthy
        case notDrawn = "not drawn"
    }

    public enum Health: String, Sendable, Hashable, Encodable {
        /// Neither a health check nor a target whose health counts.
        case unchecked
        case healthy
        case unhealthy
        /// Unhealthy as all are, so that all count as healthy.
        case assumed = "assumed healthy"
    }

    /// Where a record set leads.
    public struct Alias: Sendable, Hashable, Encodable {
        public let target: String
        public let evaluatesTargetHealth: Bool
        /// How was chosen there; nil if the target was not asked, or is the same for every client.
        public let routing: Routing?
    }
}
