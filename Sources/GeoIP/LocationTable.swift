import Geography

/// Locations by number: each once, `.unknown` first.
struct LocationTable {
    private(set) var locations: [Location]
    private var indices: [Location: UInt32]

    init(_ locations: [Location] = [.unknown]) {
        self.locations = locations
        indices = [:]
        for (index, location) in locations.enumerated() { indices[location] = UInt32(index) }
    }

    /// The number of `location`, which is added if it is new.
    mutating func index(of location: Location) -> UInt32 {
        if let known = indices[location] { return known }
        let index = UInt32(locations.count)
        locations.append(location)
        indices[location] = index
        return index
    }
}
