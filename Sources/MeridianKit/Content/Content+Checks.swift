import Answering
import Configuration
import OperatorFiles

// What is said of the content as a whole, and when it is not worth a start.

extension Content {
    /// Throws if a start makes no sense: not one zone is good, or a place that is named is not
    /// there.
    func refuseWithoutZones() throws(MeridianError) {
        let missing = settings.configuration.zones.map(Wiring.path)
            .filter { !LocalFiles.isThere($0) }
        let hasErrors = report.problems.contains { $0.severity == .error }
        guard !missing.isEmpty || (hasErrors && zones.hasNoZones) else { return }
        throw .refused(
            report.problems
                + missing.map { path in
                    .error(
                        """
                        \(configurationPath): zones: found \(path), expected a file or directory \
                        that exists
                        """
                    )
                }
        )
    }

    /// What is probably not meant.
    func currentAdvice() -> [Problem] {
        var advice: [Problem] = []
        let configuration = settings.configuration
        if zones.isEmpty {
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
        if zones.hasRoutedRecordSets, !knowsLocations {
            advice.append(
                .warning(
                    """
                    \(configurationPath): there are geolocation record sets, but neither \
                    geo.database nor networks: every client gets the default
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
        guard listen != old.listen || workers != old.workers || tcp != old.tcp else { return nil }
        return .warning("changes of listen, workers and tcp count from the next start")
    }
}
