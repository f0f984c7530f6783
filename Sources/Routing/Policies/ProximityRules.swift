package import Geography

/// Latency and geoproximity routing: the record set whose place is nearest to the client wins, and
/// the others stand in for it by distance. Of latencies Amazon publishes nothing; the distance stands in
/// for them.
package struct ProximityRules: Sendable, Hashable {
    /// The places of the record sets, in their order.
    package let places: [Place]
    /// Stands for clients of whom nothing is known, so that there is always an answer.
    package let fallback: Coordinate

    package init(_ places: [Place], fallback: Coordinate) {
        self.places = places
        self.fallback = fallback
    }

    /// Where a record set's resources are, and how far its reach is stretched or shrunk.
    package struct Place: Sendable, Hashable {
        package let coordinate: Coordinate
        package let bias: Bias

        package init(_ coordinate: Coordinate, bias: Bias = .none) {
            self.coordinate = coordinate
            self.bias = bias
        }

        /// Distance in kilometres, as the bias makes it count.
        func distance(to client: Coordinate) -> Double {
            bias.applied(to: coordinate.distance(to: client))
        }
    }

    /// Geoproximity's bias: above 0 it draws clients in from farther away, below 0 it sends them
    /// elsewhere.
    package struct Bias: Sendable, Hashable {
        package static let range: ClosedRange<Int> = -99...99
        package static let none = Bias(percent: 0)

        package let percent: Int

        private init(percent: Int) { self.percent = percent }

        /// Nil outside of `range`.
        package init?(_ percent: Int) {
            guard Self.range.contains(percent) else { return nil }
            self.init(percent: percent)
        }

        /// A distance as it counts: × (1 − b/100) above 0, ÷ (1 + b/100) below.
        func applied(to distance: Double) -> Double {
            let share = Double(percent) / 100
            return percent >= 0 ? distance * (1 - share) : distance / (1 + share)
        }
    }

    /// Where a client is taken to be: where the database says, or else in the middle of its country.
    package func coordinate(of client: Location) -> Coordinate {
        client.coordinate ?? client.country?.coordinate ?? fallback
    }

    /// All record sets, the nearest first; of equally near ones the first.
    package func candidates(for client: Location) -> [Int] {
        let here = coordinate(of: client)
        let distances = places.map { $0.distance(to: here) }
        return places.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    }
}
