/// A query that the server was asked: who asked for what, what was answered, and why.
public struct RecordedQuery: Sendable, Hashable, Encodable {
    /// Counts from 1, in the order in which the queries were answered.
    public let number: UInt64
    /// Wall time in seconds since 1970.
    public let time: Int

    /// The address that the query came from.
    public let client: String
    public let transport: Transport
    /// The client subnet of the query (RFC 7871), as `198.51.100.0/24`.
    public let clientSubnet: String?
    /// What was asked for, as `www.example.com.` and `A`; nil if that cannot be read.
    public let name: String?
    public let type: String?

    public let reply: ReplyClass
    /// `NOERROR`, `NXDOMAIN`, …; nil if there was no reply.
    public let status: String?
    /// The records of the answer section, as master files write them. Empty as well if the reply
    /// is longer than what is kept of it (1,232 octets).
    public let answer: [String]
    /// The scope of the answer (RFC 7871): how many leading bits of the client subnet it holds
    /// for; nil if the reply has no client subnet.
    public let scope: Int?

    /// The zone that answered; nil if none did.
    public let zone: String?
    /// Where the client is, by its subnet if that counts, else by its address: `US-CA`, `CN`,
    /// `continent-AS` or `none`.
    public let location: String
    /// The widest network around the client that has this location.
    public let network: String?
    /// What the chosen record set is for: `CN`, `default`, …; nil if no policy chose, or none
    /// of the record sets is for this client.
    public let rule: String?
    /// The SetIdentifier of the chosen record set.
    public let setIdentifier: String?

    public enum Transport: String, Sendable, Hashable, Encodable {
        case udp
        case tcp
    }

    public enum ReplyClass: String, Sendable, Hashable, Encodable {
        case answer
        /// The name is there, but nothing of the type (RFC 2308 §2.2).
        case noData = "no_data"
        /// The name is not there: NXDOMAIN.
        case nameError = "name_error"
        /// Another server is in charge from here on down.
        case referral
        /// The answer does not fit: the client has to ask over TCP.
        case truncated
        /// REFUSED, FORMERR and their like.
        case error
        /// There was none.
        case dropped
    }
}
