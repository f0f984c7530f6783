import Answering
import DNSWire
import HostedZones
import OperatorConfiguration

/// What is served otherwise than before.
struct ZoneChanges {
    /// Zones that are new, or take the place of those of the same name.
    var replaced: [PublishedZone] = []
    var removed: [DomainName] = []
    /// The names that files have come to hold or to lose, with what was served under them before.
    private(set) var touched: [DomainName: PublishedZone?] = [:]

    mutating func note(_ name: DomainName, before: PublishedZone?) {
        if touched[name] == nil { touched[name] = .some(before) }
    }

    var isEmpty: Bool { replaced.isEmpty && removed.isEmpty }
}

/// What the configuration says of zones.
struct ZoneOptions: Sendable, Hashable {
    private(set) var sources: [ZoneFileSource] = []
    private(set) var defaults = ZoneDefaults()
    private(set) var references = ZoneReferences()
    /// By what messages call them.
    private(set) var given: [String: GivenZone] = [:]

    /// No zones.
    init() {}

    init(_ settings: Settings) {
        sources = settings.configuration.zones.map(Wiring.zoneFileSource)
        defaults = ZoneDefaults(nameServers: settings.configuration.nameServers)
        references = Wiring.zoneReferences(settings.configuration)
        for zone in settings.givenZones { given[zone.file.path] = zone }
    }

    /// True if a file has to be read again because of what these options say otherwise than `old`.
    func affects(_ entry: ZoneFiles.Entry, since old: ZoneOptions) -> Bool {
        let isOther = (defaults: defaults != old.defaults, references: references != old.references)
        guard entry.isGood, let summary = entry.zone?.summary else {
            return isOther.defaults || isOther.references
        }
        return (isOther.defaults && summary.hasDefaultNameServers)
            || (isOther.references && summary.refersOutside)
    }
}
