package import Geography

/// No location of Route 53.
package struct UnknownLocation: Error, Sendable, CustomStringConvertible {
    private let words: String

    fileprivate init(_ words: [String]) { self.words = words.joined(separator: " ") }

    package var description: String { "Cannot find location: '\(words)'. No changes made." }
}

extension LocationCode {
    /// Reads a continent as a GeoLocation element has it.
    package init(continent code: String) throws(UnknownLocation) {
        guard let location = LocationCode("continent-\(code)") else {
            throw UnknownLocation(["continent = \(code)"])
        }
        self = location
    }

    /// Reads a country, with or without a subdivision, as a GeoLocation element has it.
    package init(country: String, subdivision: String?) throws(UnknownLocation) {
        if country == "*", subdivision == nil {
            self = .default
        } else if let subdivision {
            guard let location = LocationCode("\(country)-\(subdivision)") else {
                throw UnknownLocation(["country = \(country)", "subdivision = \(subdivision)"])
            }
            self = location
        } else {
            guard country.utf8.count == 2, let location = LocationCode(country) else {
                throw UnknownLocation(["country = \(country)"])
            }
            self = location
        }
    }
}
