internal import DNSWire

/// The record sets of a zone that are not in its table, by owner name.
struct RoutedNodes {
    private let nodes: [DomainName: [ResourceRecordSet]]
    /// The names, in the order in which they first came.
    let names: [DomainName]

    init(of zone: HostedZone) {
        var nodes: [DomainName: [ResourceRecordSet]] = [:]
        var names: [DomainName] = []
        for recordSet in zone.routed {
            if nodes[recordSet.name] == nil { names.append(recordSet.name) }
            nodes[recordSet.name, default: []].append(recordSet)
        }
        self.nodes = nodes
        self.names = names
    }

    /// The record sets at `name`, in their order.
    subscript(name: DomainName) -> [ResourceRecordSet] { nodes[name] ?? [] }
}
