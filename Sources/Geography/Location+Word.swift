extension Location {
    /// Reads the words of `networks:`: `CN`, `US-CA`, `continent-AS`, and `none` for an address
    /// that has no location. Countries that Route 53 does not know (BV, CX, EH, HM) are locations
    /// too. Nil for anything else.
    package init?(_ word: some StringProtocol) {
        if word == "none" {
            self = .unknown
        } else if let country = Country(word), country.name != nil {
            self.init(country: country)
        } else {
            switch LocationCode(word) {
            case .continent(let continent): self.init(continent: continent)
            case .subdivision(let subdivision): self.init(subdivision: subdivision)
            case .country, .default, nil: return nil
            }
        }
    }
}
