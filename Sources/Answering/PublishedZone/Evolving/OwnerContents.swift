package import DNSWire

/// All that one owner of a zone says; nothing at all if it is to go.
package struct OwnerContents: Sendable {
    package var owner: DomainName
    /// RRsets that are the same for every client.
    package var rrsets: [RRset]
    /// RRsets that a routing policy chooses.
    package var routedRRsets: [RoutedRRset]

    package init(owner: DomainName, rrsets: [RRset] = [], routedRRsets: [RoutedRRset] = []) {
        self.owner = owner
        self.rrsets = rrsets
        self.routedRRsets = routedRRsets
    }

    var isEmpty: Bool { rrsets.isEmpty && routedRRsets.isEmpty }
}
