/// A state or oblast: the only two countries that Route 53 divides are US and UA.
package struct Subdivision: Sendable, Hashable {
    package let country: Country
    /// Route 53's code, without the country: `CA`, or `11` for Crimea.
    package let code: String

    /// Nil if Route 53 knows no such subdivision.
    package init?(country: Country, code: some StringProtocol) {
        guard Self.codes[country.code]?.contains(String(code)) == true else { return nil }
        self.country = country
        self.code = String(code)
    }

    /// The subdivision that a database means with ISO 3166-2 code `isoCode`. Route 53 writes
    /// Crimea and Sevastopol with numbers of its own.
    package init?(country: Country, isoCode: some StringProtocol) {
        let translated =
            switch (country.code, String(isoCode)) {
            case ("UA", "43"): "11"
            case ("UA", "40"): "20"
            case ("UA", "11"), ("UA", "20"): ""
            case (_, let code): code
            }
        self.init(country: country, code: translated)
    }

    /// Every subdivision that Route 53 knows, by country code.
    package static let codes: [String: Set<String>] = [
        "US": words(
            """
            AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND \
            NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY
            """
        ),
        "UA": words(
            """
            05 07 09 11 12 14 18 20 21 23 26 30 32 35 46 48 51 53 56 59 61 63 65 68 71 74 77
            """
        ),
    ]

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }
}

extension Subdivision: CustomStringConvertible {
    package var description: String { "\(country)-\(code)" }
}
