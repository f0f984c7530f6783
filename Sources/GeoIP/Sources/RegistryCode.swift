import Geography

/// A two-letter code as the address registries write it: mostly ISO 3166-1, and some that name no
/// country of today.
struct RegistryCode {
    /// `.unknown` for codes that say nothing: `??`, `ZZ`, and letters that ISO has not assigned.
    let location: Location

    /// - Parameter code: two capital letters or `??`; anything else gives nil.
    init?(_ code: String) {
        if code == "??" {
            location = .unknown
        } else if let country = Country(code) {
            location = Self.regions[code] ?? Self.location(of: Self.renamed[code] ?? country)
        } else {
            return nil
        }
    }

    private static func location(of country: Country) -> Location {
        country.name == nil ? .unknown : Location(country: country)
    }

    /// Codes of several countries: they say the continent only. EU and AP (Asia and Pacific) are
    /// the registries' own; AN (Netherlands Antilles) and CS (Serbia and Montenegro) fell apart.
    private static let regions: [String: Location] = [
        "EU": Location(continent: .europe),
        "AP": Location(continent: .asia),
        "AN": Location(continent: .northAmerica),
        "CS": Location(continent: .europe),
    ]

    /// ISO 3166-1 reserves UK for the United Kingdom.
    private static let renamed: [String: Country] =
        Country("GB").map { ["UK": $0] } ?? [:]
}
