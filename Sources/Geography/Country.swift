/// A country by its two-letter code (ISO 3166-1 alpha-2, and `XK`).
///
/// A database may name countries that Route 53 does not know (BV, CX, EH, HM): those exist as
/// values, have no `continent` here, and can be matched by continent or default only.
package struct Country: Sendable, Hashable, BitwiseCopyable {
    private let letters: TwoCharacterCode

    /// - Parameter code: two capital ASCII letters; anything else gives nil.
    package init?(_ code: some StringProtocol) {
        let code = String(code)
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard code.utf8.allSatisfy(capitals.contains), let letters = TwoCharacterCode(code) else {
            return nil
        }
        self.letters = letters
    }

    package var code: String { letters.text }

    /// Where Route 53 puts this country; nil if Route 53 does not know it.
    package var continent: Continent? { CountryTable.continents[self] }

    /// The continent this country lies on: Route 53's, or for the four countries that it does not
    /// know the one that databases name.
    package var geographicContinent: Continent? {
        continent ?? CountryTable.continentsOfOthers[self]
    }
}

extension Country: CustomStringConvertible {
    package var description: String { code }
}
