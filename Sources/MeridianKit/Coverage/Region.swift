import Geography

/// A place with all places in it: the world, a continent, a country. Says in few words which of
/// its places are meant.
package struct Region: Sendable {
    /// For the place and all in it: `Asia`, `China (CN)`.
    private let name: String
    /// For the place alone, where it has others in it: nothing more is known of the client.
    private let ownName: String
    private let own: Place
    private let parts: [Region]

    private init(_ own: Place, named name: String, alone: String, parts: [Region] = []) {
        self.own = own
        self.name = name
        ownName = alone
        self.parts = parts
    }

    package static let world: Region = {
        var rest = Place.all[...]
        return Region(takingFrom: &rest)
    }()

    /// Takes the first place, and those in it, which stand behind it.
    private init(takingFrom rest: inout ArraySlice<Place>) {
        let own = rest.removeFirst()
        var parts: [Region] = []
        while let next = rest.first, next.isInside(own) { parts.append(Region(takingFrom: &rest)) }
        let names = own.names
        self.init(
            own,
            named: names.whole,
            alone: parts.isEmpty ? names.whole : names.alone,
            parts: parts
        )
    }
}

extension Place {
    /// False for itself.
    fileprivate func isInside(_ other: Place) -> Bool {
        switch other.kind {
        case .nowhere: kind != .nowhere
        case .continent: kind != .continent && location.continent == other.location.continent
        case .country: kind == .subdivision && location.country == other.location.country
        case .subdivision: false
        }
    }

    fileprivate var names: (whole: String, alone: String) {
        switch kind {
        case .nowhere: ("everywhere", "clients without a location (none)")
        case .continent: (name, "\(name) without a country (\(word))")
        case .country: ("\(name) (\(word))", "\(name) (\(word)) without a subdivision")
        case .subdivision: (word, word)
        }
    }

    /// `China`; that of its country for a subdivision.
    var name: String {
        location.country.map { $0.name ?? $0.code } ?? location.continent?.name ?? "no location"
    }
}

extension Region {
    /// Some places in few words.
    package struct Words: Sendable, Hashable {
        /// `Asia`, `China (CN)`, `US-CA`
        package var regions: [String] = []
        /// `Asia except China (CN), Japan (JP)`
        package var regionsWithExceptions: [String] = []
    }

    package func words(for places: Set<Place>) -> Words {
        let listed = list(places)
        guard listed.count > 1 else { return Words(regions: listed) }
        let exceptions = list(all.subtracting(places))
        if exceptions.count < listed.count, exceptions.count <= Self.mostExceptions {
            return Words(
                regionsWithExceptions: ["\(name) except \(exceptions.joined(separator: ", "))"]
            )
        }
        var words = Words(regions: places.contains(own) ? [ownName] : [])
        for part in parts {
            let more = part.words(for: places.intersection(part.all))
            words.regions += more.regions
            words.regionsWithExceptions += more.regionsWithExceptions
        }
        return words
    }

    /// More than so many exceptions are no rule.
    private static let mostExceptions = 8

    /// The largest regions that lie in `places` as a whole.
    private func list(_ places: Set<Place>) -> [String] {
        if places.isSuperset(of: all) { return [name] }
        return (places.contains(own) ? [ownName] : []) + parts.flatMap { $0.list(places) }
    }

    private var all: Set<Place> {
        parts.reduce(into: [own]) { $0.formUnion($1.all) }
    }
}
