package import Addressing
package import DNSWire

/// The options of the server that shape replies. They are published with the zones, so that a
/// reload changes both at once.
package struct AnswerOptions: Sendable, Hashable {
    /// What our OPT advertises, and the largest UDP reply, in octets (RFC 9715).
    package var udpSize = 1232
    /// The largest UDP reply to a client that has not shown, by a server cookie, that it owns its
    /// address; nil: as for all others.
    package var udpSizeWithoutCookie: Int?
    /// How many replies over UDP a network gets; nil: as many as it asks for.
    package var rateLimit: RateLimit?
    /// Who may ask which zones, by their apexes, whatever the zones say themselves.
    package var zoneAccess: [DomainName: AccessRules] = [:]
    /// Whether zones that do not say look at the client subnet of a query (RFC 7871).
    package var usesClientSubnet = true
    /// Current secret for server cookies (16 octets, RFC 9018 §4.4); nil: no cookies are given.
    package var cookieSecret: [UInt8]?
    /// The secret before a rollover: still accepted, no longer given (RFC 9018 §5).
    package var previousCookieSecret: [UInt8]?
    /// Payload of the NSID option (RFC 5001); nil: not sent.
    package var nsid: [UInt8]?
    /// Answer to CH TXT id.server and hostname.bind (RFC 4892); nil: REFUSED.
    package var serverID: String?
    /// Answer to CH TXT version.server and version.bind; nil: REFUSED.
    package var version: String?

    package init() {}
}
