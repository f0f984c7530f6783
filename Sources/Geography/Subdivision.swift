/// A state or oblast: the only two countries that Route 53 divides are US and UA.
package struct Subdivision: Sendable, Hashable, BitwiseCopyable {
    package let country: Country
    private let characters: TwoCharacterCode

    /// Nil if Route 53 knows no such subdivision.
    package init?(country: Country, code: some StringProtocol) {
        let code = String(code)
        guard Self.codes[country.code]?.contains(code) == true,
            let characters = TwoCharacterCode(code)
        else { return nil }
        self.country = country
        self.characters = characters
    }

    /// Route 53's code, without the country: `CA`, or `11` for Crimea.
    package var code: String { characters.text }

    /// The subdivision that a database means with ISO 3166-2 code `isoCode`. Route 53 writes
    /// Crimea and Sevastopol with numbers of its own.
    package init?(country: Country, isoCode: some StringProtocol) {
        let code = String(isoCode)
        let own = Self.isoCodesOfUkraine
        if country.code == "UA", own[code] != nil { return nil }
        let translated = country.code == "UA" ? own.first { $0.value == code }?.key : nil
        self.init(country: country, code: translated ?? code)
    }

    /// The ISO 3166-2 code, without the country.
    package var isoCode: String {
        country.code == "UA" ? Self.isoCodesOfUkraine[code] ?? code : code
    }

    /// Route 53's code of Crimea and Sevastopol, and ISO 3166-2's.
    private static let isoCodesOfUkraine = ["11": "43", "20": "40"]

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
