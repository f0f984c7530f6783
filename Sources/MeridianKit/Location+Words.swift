import Geography

extension Location {
    /// `China (CN), Asia`; `Asia (continent-AS)`; `no location (none)`.
    var nameAndWord: String {
        let continentName = continent.map { $0.name }
        if let country {
            let name = country.name.map { "\($0) (\(self))" } ?? description
            return [name, continentName].compactMap(\.self).joined(separator: ", ")
        }
        return "\(continentName ?? "no location") (\(self))"
    }
}
