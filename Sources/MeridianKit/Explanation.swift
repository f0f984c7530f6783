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

    /// How the record set was chosen.
    public struct Routing: Sendable, Hashable, Encodable {
        /// The name and type of the record sets among which was chosen.
        public let name: String
        public let type: String
        public let policy: String
        /// Nil if none matches: the answer is empty.
        public let chosen: RecordSet?
        public let passedOver: [RecordSet]

        public struct RecordSet: Sendable, Hashable, Encodable {
            /// `US-CA`, `CN`, `continent-AS` or `default`.
            public let location: String
            public let setIdentifier: String
            /// Why it was chosen or passed over.
            public let reason: String
        }
    }
}
