package import Answering
package import DNSWire
import Routing

extension ZoneContents {
    /// Contents of plain RRsets as values, few as they are in tests.
    package init(
        apex: DomainName,
        usesClientSubnet: Bool? = nil,
        rrsets: [RRset],
        routedRRsets: [RoutedRRset] = []
    ) {
        self.init(
            apex: apex,
            usesClientSubnet: usesClientSubnet,
            rrsets: Self.table(of: rrsets),
            routedRRsets: routedRRsets
        )
    }

    /// The plain RRsets as values.
    package var plainRRsets: [RRset] {
        get { (0..<rrsets.count).map { rrsets.rrset($0) } }
        set { rrsets = Self.table(of: newValue) }
    }

    private static func table(of rrsets: [RRset]) -> RRsetTable {
        do {
            return try RRsetTable(rrsets)
        } catch {
            preconditionFailure("a test's zone takes less than 4 GiB")
        }
    }
}
