package import DNSWire

/// One zone as its operator wrote it, in Route 53's words: the editable truth from which the
/// published form is compiled.
package struct HostedZone: Sendable, Hashable {
    /// The apex.
    package var name: DomainName
    package var recordSets: [ResourceRecordSet]
    /// Whether answers may look at the client subnet (EDNS), for this zone; nil leaves it to the
    /// server's `ecs` option.
    package var usesClientSubnet: Bool?

    package init(
        name: DomainName,
        recordSets: [ResourceRecordSet],
        usesClientSubnet: Bool? = nil
    ) {
        self.name = name
        self.recordSets = recordSets
        self.usesClientSubnet = usesClientSubnet
    }
}
