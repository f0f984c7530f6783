package import Addressing
package import DNSWire
package import Routing

/// What a zone says, ready to be published: checked, grouped into RRsets, with no file and no
/// control-plane word left in it.
package struct ZoneContents: Sendable {
    package var apex: DomainName
    /// Whether answers look at the client subnet of the query (RFC 7871); nil for as the server
    /// does (`AnswerOptions.usesClientSubnet`).
    package var usesClientSubnet: Bool?
    /// Who may ask; nil for everybody, unless the server's options say otherwise.
    package var access: AccessRules?
    /// RRsets that are the same for every client.
    package var rrsets: RRsetTable
    /// RRsets that a routing policy chooses.
    package var routedRRsets: [RoutedRRset]

    package init(
        apex: DomainName,
        usesClientSubnet: Bool? = nil,
        access: AccessRules? = nil,
        rrsets: RRsetTable,
        routedRRsets: [RoutedRRset] = []
    ) {
        self.apex = apex
        self.usesClientSubnet = usesClientSubnet
        self.access = access
        self.rrsets = rrsets
        self.routedRRsets = routedRRsets
    }
}

/// The alternatives for one owner and type.
package struct RoutedRRset: Sendable {
    package var owner: DomainName
    package var type: RRType
    package var alternatives: Alternatives
    /// What people call the policy.
    package var policyName: String
    /// The records of each alternative, in the order of `alternatives`.
    package var variants: [Variant]

    package init(
        owner: DomainName,
        type: RRType,
        alternatives: Alternatives,
        policyName: String = "",
        variants: [Variant]
    ) {
        self.owner = owner
        self.type = type
        self.alternatives = alternatives
        self.policyName = policyName
        self.variants = variants
    }

    /// One alternative.
    package struct Variant: Sendable {
        package var content: Content
        /// The number of its health check on the `HealthBoard`; nil if it has none, and is healthy.
        package var health: UInt32?
        /// Names the alternative for people: Route 53's SetIdentifier.
        package var identifier: String
        /// What its record set says for the policy, for people: a location, a weight, a Region …
        package var words: String

        package init(
            content: Content,
            health: UInt32? = nil,
            identifier: String,
            words: String = ""
        ) {
            self.content = content
            self.health = health
            self.identifier = identifier
            self.words = words
        }

        package init(ttl: TTL, records: [RData], health: UInt32? = nil, identifier: String) {
            self.init(
                content: .records(records, ttl: ttl),
                health: health,
                identifier: identifier
            )
        }
    }

    /// What an alternative answers with.
    package enum Content: Sendable {
        /// No records stand for an alternative that is known to exist and has nothing to say: NODATA.
        case records([RData], ttl: TTL)
        /// What the zone has for `target` and the type of the RRset.
        case alias(target: DomainName, evaluatesHealth: Bool)
    }
}
