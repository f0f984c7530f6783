import Answering
import Configuration
import DNSWire
import GeoIP
import HostedZones

/// Everything that `serve` reads, read and made ready to answer from.
struct Content: Sendable {
    let configuration: ServerConfiguration
    let zones: ZoneLoadResult
    let database: GeoDatabase?
    let publication: ZonePublication
    let state: ServingState
    /// What is wrong with it, or worth a look.
    let problems: [Problem]

    /// `2 zones, database of 2026-06-25`
    var summary: String {
        let count = state.zoneCount
        let zones = count == 1 ? "1 zone" : "\(count) zones"
        let database = database.map { "database of \($0.info.buildDate)" } ?? "no location database"
        return "\(zones), \(database)"
    }
}

extension Content {
    /// A question that shows what the server is for: of a routed name if there is one. Nil if
    /// there is no zone.
    var exampleQuestion: String? {
        let zones = zones.zones
        let routed = zones.lazy.compactMap(\.routed.first).first
        if let routed {
            return routed.type == .cname
                ? Self.absolute(routed.name) : "\(Self.absolute(routed.name)) \(routed.type)"
        }
        return zones.first.map { "\(Self.absolute($0.name)) SOA" }
    }

    /// Without the dot at the end, as people write names.
    private static func absolute(_ name: DomainName) -> String {
        let text = name.description
        return text.count > 1 && text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
