/// What a geolocation record set is for: one subdivision, country or continent, or everything
/// that no other record set matches.
package enum LocationCode: Sendable, Hashable {
    case subdivision(Subdivision)
    case country(Country)
    case continent(Continent)
    case `default`

    /// Reads the words of zone files: `US-CA`, `CN`, `continent-AS`, `default`. Nil for anything
    /// that is not a location Route 53 knows.
    package init?(_ word: some StringProtocol) {
        let word = String(word)
        if word == "default" {
            self = .default
        } else if word.hasPrefix("continent-") {
            guard let continent = Continent(rawValue: String(word.dropFirst(10))) else {
                return nil
            }
            self = .continent(continent)
        } else if word.utf8.count == 2 {
            guard let country = Country(word), country.continent != nil else { return nil }
            self = .country(country)
        } else {
            let parts = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let country = Country(parts[0]),
                let subdivision = Subdivision(country: country, code: parts[1])
            else { return nil }
            self = .subdivision(subdivision)
        }
    }

    /// How small a region the code names: 1 a subdivision, 2 a country, 3 a continent, 4 the
    /// default. Of the codes that match a location, the one with the lowest rank wins.
    package var rank: Int {
        switch self {
        case .subdivision: 1
        case .country: 2
        case .continent: 3
        case .default: 4
        }
    }

    package func matches(_ location: Location) -> Bool {
        switch self {
        case .subdivision(let subdivision): location.subdivision == subdivision
        case .country(let country): location.country == country
        case .continent(let continent): location.continent == continent
        case .default: true
        }
    }
}

extension LocationCode: CustomStringConvertible {
    package var description: String {
        switch self {
        case .subdivision(let subdivision): subdivision.description
        case .country(let country): country.code
        case .continent(let continent): "continent-\(continent.rawValue)"
        case .default: "default"
        }
    }
}
