package import Geography

/// Route 53's geolocation routing: of the record sets whose location the client is in, the one for
/// the smallest region wins (subdivision, then country, continent, default). What a set of record
/// sets comes to depends on their locations only; equal sets of locations are equal rules.
package struct GeolocationRules: Sendable, Hashable {
    /// Each location once, smallest regions first, regions of a size in an order of their own, so
    /// that the rules are the same however they were written.
    package let codes: [LocationCode]

    package init(_ codes: some Sequence<LocationCode>) {
        self.codes = Set(codes).sorted {
            ($0.rank, $0.description) < ($1.rank, $1.description)
        }
    }

    /// The rules that match a client there, by their numbers in `codes`: the one that wins first,
    /// then those that stand in for it when it may not be used. None is Route 53's "no answer".
    package func candidates(for client: Location) -> [Int] {
        codes.indices.filter { codes[$0].matches(client) }
    }
}
