import Answering
import DNSWire
import Geography

/// All that the answers to a batch of generated questions depend on.
struct World {
    var zones: [ZoneContents]
    var locations: LocationRanges
    /// Numbers of health checks.
    var unhealthy: Set<UInt32> = []
    /// Names near which something is to be seen: half of the questions go there.
    var hotNames: [DomainName] = []
    /// The type that tells most about a name.
    var tellingTypes: [DomainName: RRType] = [:]
    /// The labels that names are made of: few, so that names meet.
    var labels: [[UInt8]] = []

    /// Health as a state takes it.
    static func words(of unhealthy: Set<UInt32>) -> [UInt64] {
        var words: [UInt64] = []
        for check in unhealthy {
            let word = Int(check / 64)
            while words.count <= word { words.append(0) }
            words[word] |= 1 << UInt64(check % 64)
        }
        return words
    }
}
