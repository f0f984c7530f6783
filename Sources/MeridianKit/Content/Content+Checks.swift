import Addressing
import Answering
import DNSWire
import HostedZones
import OperatorConfiguration
import OperatorFiles

// What is said of the content as a whole, and when it is not worth a start.

extension Content {
    /// Throws if a start makes no sense: not one zone is good, or a place that is named is not
    /// there. In test mode anything that is wrong is reason enough: what is tested would not be
    /// what was meant.
    func refuseWithoutZones(_ overrides: Overrides = Overrides()) throws(MeridianError) {
        let hidden = hiddenRecords()
        let missing = settings.configuration.zones
            .filter { !LocalFiles.isThere(Wiring.path(of: $0)) }
        let hasErrors = !hidden.isEmpty || report.problems.contains { $0.severity == .error }
        let needsAll = overrides.mode == .test
        guard !missing.isEmpty || (hasErrors && (needsAll || zones.hasNoZones)) else { return }
        throw .refused(
            report.problems + hidden
                + missing.map { source in
                    let place =
                        overrides.zones.contains(source)
                        ? "command line" : "\(configurationPath): zones"
                    return .error(
                        """
                        \(place): found \(Wiring.path(of: source)), expected a file or directory \
                        that exists
                        """
                    )
                }
        )
    }

    /// Records of the command line that no query comes to, because another zone holds their names.
    private func hiddenRecords() -> [Problem] {
        settings.givenZones.flatMap { given in
            guard case .records(let records) = given.content else { return [] as [Problem] }
            return records.lines.compactMap { line in
                guard let holder = zones.holder(of: line.owner), holder.zone != records.zone
                else { return nil }
                return .error(
                    """
                    \(line.label): found \(line.owner), expected a name outside of the zone \
                    \(holder.zone), which \(holder.path) holds
                    """
                )
            }
        }
    }

    /// What is probably not meant.
    func currentAdvice() -> [Problem] {
        var advice = hiddenRecords()
        let configuration = settings.configuration
        if zones.isEmpty, configuration.api.store == nil {
            let places = configuration.zones.map(Wiring.path).joined(separator: ", ")
            let found = places.isEmpty ? "an empty list" : "no zone file in \(places)"
            advice.append(
                .warning(
                    """
                    \(configurationPath): zones: found \(found), expected .yaml or .zone files: \
                    every query is refused
                    """
                )
            )
        }
        let knowsLocations = locations.database != nil || !configuration.networks.isEmpty
        if zones.lookAtLocations, !knowsLocations {
            advice.append(
                .warning(
                    """
                    \(configurationPath): there are record sets chosen by location, but neither \
                    geo.database nor networks: every client gets the default, or what \
                    is nearest to proximity.unknown
                    """
                )
            )
        }
        return advice + adviceOnAbuse()
    }

    /// Whoever answers the whole world without a limit lends others a weapon.
    private func adviceOnAbuse() -> [Problem] {
        let configuration = settings.configuration
        var advice: [Problem] = []
        let open = (configuration.listen ?? []).first { address in
            let rules = configuration.listenerRules[address]
            return address.address.isPublic && rules?.proxies == nil
                && rules?.access?.allow.isEmpty ?? true
        }
        if configuration.rateLimit == nil, let open {
            advice.append(
                .warning(
                    """
                    \(configurationPath): rate_limit: found off, expected on: \(open) is a public \
                    address, and replies to forged addresses are not limited
                    """
                )
            )
        }
        for apex in configuration.zoneAccess.keys.sorted() where state.zone(at: apex) == nil {
            advice.append(
                .warning(
                    """
                    \(configurationPath): zone_access: found \(apex), expected a zone that is \
                    served here
                    """
                )
            )
        }
        return advice
    }
}

extension ServerConfiguration {
    /// A warning if options changed since `old` that nothing but a start can put into effect.
    func startOptionsProblem(since old: ServerConfiguration) -> Problem? {
        let isSame =
            listen == old.listen && listenerRules == old.listenerRules && workers == old.workers
            && tcp == old.tcp && httpListen == old.httpListen && api == old.api
        guard !isSame else { return nil }
        return .warning("changes of listen, workers, tcp, http and api count from the next start")
    }
}
