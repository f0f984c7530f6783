import Answering
import DNSWire
import Geography

/// All that the answers to a batch of generated questions depend on.
struct World {
    var zones: [ZoneContents]
    var locations: LocationRanges
    /// Names near which something is to be seen: half of the questions go there.
    var hotNames: [DomainName] = []
    /// The type that tells most about a name.
    var tellingTypes: [DomainName: RRType] = [:]
    /// The labels that names are made of: few, so that names meet.
    var labels: [[UInt8]] = []
}
