import GeoIP
import Geography
import TestSupport

/// Records of made-up cities in GeoLite2-City's shape. A city has several: its postal codes, and
/// how sure its networks are.
struct CityRecords {
    /// The first says nothing.
    private(set) var records: [MMDBValue?] = [nil]
    /// Numbers of records, the largest country first.
    private(set) var recordsOfCountry: [[UInt32]] = []

    private static let languages = ["de", "en", "es", "fr", "ja", "pt-BR", "ru", "zh-CN"]
    private static let syllables = [
        "ba", "bor", "cas", "den", "el", "far", "gon", "ham", "in", "jo", "kal", "lin", "mar",
        "nor", "os", "pa", "qui", "ros", "san", "tor", "ul", "ver", "wes", "yan", "zel",
    ]
    private static let recordsPerCity = 1...5
    private static let accuracyRadii: [UInt16] = [1, 5, 10, 20, 50, 100, 200, 500, 1000]
    /// Regions that a country without subdivisions of Route 53's has here.
    private static let regionsPerCountry = 1...20

    init(count: Int, random: inout SeededRandom) {
        let countries = CountryTable.continents
            .map { (country: $0.key, continent: $0.value) }
            .sorted { $0.country.code < $1.country.code }
            .shuffled(using: &random)
        for (rank, place) in countries.enumerated() {
            // A few countries have most of the cities: the k-th largest has its share of 1/k.
            let harmonic = (1...countries.count).reduce(0) { $0 + 1 / Double($1) }
            let cities = max(1, Int(Double(count) / (harmonic * Double(rank + 1))))
            addCountry(place.country, on: place.continent, cities: cities, &random)
        }
    }

    private mutating func addCountry(
        _ country: Country,
        on continent: Continent,
        cities: Int,
        _ random: inout SeededRandom
    ) {
        let first = UInt32(records.count)
        let countryValue = Self.place("iso_code", country.code, country.name ?? "", &random)
        let common: [MMDBValue.Entry] = [
            .init("continent", Self.place("code", continent.rawValue, continent.name, &random)),
            .init("country", countryValue),
            .init("registered_country", countryValue),
        ]
        let regions = Self.regions(of: country, &random).map {
            MMDBValue.array([Self.place("iso_code", $0, Self.name(&random), &random)])
        }
        let centre = (
            latitude: random.number(in: -55_0000...65_0000),
            longitude: random.number(in: -170_0000...170_0000)
        )
        for _ in 0..<cities {
            let entries =
                common + [
                    .init("city", Self.city(&random)), .init("subdivisions", random.pick(regions)),
                ]
            // Within ten degrees of the country's centre, to four decimals.
            let latitude = centre.latitude + random.number(in: -10_0000...10_0000)
            let longitude = centre.longitude + random.number(in: -9_9999...9_9999)
            for _ in 0..<random.number(in: Self.recordsPerCity) {
                records.append(
                    Self.record(
                        entries,
                        latitude: Double(latitude) / 10_000,
                        longitude: Double(longitude) / 10_000,
                        &random
                    )
                )
            }
        }
        recordsOfCountry.append(Array(first..<UInt32(records.count)))
    }

    private static func record(
        _ place: [MMDBValue.Entry],
        latitude: Double,
        longitude: Double,
        _ random: inout SeededRandom
    ) -> MMDBValue {
        let location = MMDBValue.map([
            .init("accuracy_radius", .uint16(random.pick(accuracyRadii))),
            .init("latitude", .double(latitude)),
            .init("longitude", .double(longitude)),
            .init("time_zone", .string("Etc/GMT\(-Int((longitude / 15).rounded()))")),
        ])
        let postal = MMDBValue.map([
            .init("code", .string(String(random.number(in: 10_000...99_999))))
        ])
        return .map(place + [.init("location", location), .init("postal", postal)])
    }

    private static func regions(of country: Country, _ random: inout SeededRandom) -> [String] {
        guard let codes = Subdivision.codes[country.code] else {
            return (0..<random.number(in: regionsPerCountry)).map { String($0 + 10) }
        }
        return codes.sorted().compactMap { Subdivision(country: country, code: $0)?.isoCode }
    }

    /// Some places have names in all languages, most in one.
    private static func city(_ random: inout SeededRandom) -> MMDBValue {
        let name = name(&random)
        let languages = random.chance(30) ? languages : ["en"]
        return .map([
            .init("geoname_id", .uint32(random.number(in: 100_000...12_000_000))),
            .init("names", .map(languages.map { .init($0, .string(name)) })),
        ])
    }

    private static func place(
        _ key: String,
        _ code: String,
        _ name: String,
        _ random: inout SeededRandom
    ) -> MMDBValue {
        .map([
            .init(key, .string(code)),
            .init("geoname_id", .uint32(random.number(in: 100_000...12_000_000))),
            .init("names", .map(languages.map { .init($0, .string("\(name) (\($0))")) })),
        ])
    }

    private static func name(_ random: inout SeededRandom) -> String {
        let name = (0..<random.number(in: 2...4)).map { _ in random.pick(syllables) }.joined()
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
