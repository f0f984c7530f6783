package import Answering
import DNSWire
package import HostedZones

/// Publishes zones that are to be served together. One that cannot be published, although it was
/// read, leaves its last good state where it was.
package struct ZonePublication: Sendable {
    package private(set) var zones: [PublishedZone] = []
    /// What went wrong, a sentence a zone.
    package private(set) var problems: [String] = []
    /// What `zones` were made from.
    private var sources: [DomainName: HostedZone] = [:]

    /// - Parameters:
    ///   - hostedZones: the zones as they are now; no two have the same name.
    ///   - previous: the publication that this one takes the place of.
    package init(
        _ hostedZones: [HostedZone],
        previous: ZonePublication? = nil
    ) {
        for zone in hostedZones {
            do throws(PublishingError) {
                try add(zone)
            } catch {
                let problem = "the zone \(zone.name) cannot be published: \(error)"
                guard let lastGood = previous?.sources[zone.name] else {
                    problems.append(problem)
                    continue
                }
                problems.append("\(problem); it stays as it was")
                do throws(PublishingError) {
                    try add(lastGood)
                } catch {
                    preconditionFailure("a zone that was published can be published again")
                }
            }
        }
    }

    private mutating func add(_ zone: HostedZone) throws(PublishingError) {
        let contents = ZoneCompiler.contents(of: zone)
        zones.append(try PublishedZone(contents))
        sources[zone.name] = zone
    }
}
