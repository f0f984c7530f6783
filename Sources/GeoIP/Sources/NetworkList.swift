import Addressing
import Geography

/// Reads CSV: lines `network,country[,subdivision]`, in any order; comments start with `#`, and a
/// first line `network,country…` is a heading.
///
/// The country is a word of the configuration's `networks:` (`CN`, `US-CA`, `continent-AS`,
/// `none`); the subdivision is an ISO 3166-2 code, without the country or with it. Subdivisions of
/// countries that Route 53 does not divide are dropped.
struct NetworkList {
    static func read(path: String) throws(GeoSourceError) -> SourceContents {
        var lines = try TextLines(path: path)
        var networks: [OwnNetworks.Network] = []
        var numbers: [Int] = []
        while let line = lines.next() {
            if networks.isEmpty, line.text(0) == "network" { continue }
            do throws(GeoSourceError.Problem) {
                networks.append(try network(line))
            } catch {
                throw GeoSourceError(path: path, line: line.number, problem: error)
            }
            numbers.append(line.number)
        }
        guard !networks.isEmpty else {
            throw GeoSourceError(path: path, line: 0, problem: .noEntries)
        }
        do throws(OwnNetworks.Duplicate) {
            return SourceContents(
                overlay: try LocationOverlay(networks),
                entries: networks.count,
                withoutLocation: networks.count { $0.location.isUnknown },
                generated: lines.comments.lazy.compactMap { GenerationDate($0) }.first?.epoch
            )
        } catch {
            throw GeoSourceError(
                path: path,
                line: numbers[error.second],
                problem: .duplicate(line: numbers[error.first])
            )
        }
    }

    private static func network(
        _ line: TextLines.Line
    ) throws(GeoSourceError.Problem) -> OwnNetworks.Network {
        guard (2...3).contains(line.fields.count) else {
            throw .fields(expected: "network,country or network,country,subdivision")
        }
        guard let prefix = IPPrefix(line.text(0)) else { throw .network(line.text(0)) }
        let word = line.text(1)
        guard let location = Location(word) else { throw .country(word) }
        guard line.fields.count == 3, !line.fields[2].isEmpty else {
            return .init(prefix, location)
        }
        return .init(prefix, try divided(location, line.text(2)))
    }

    private static func divided(
        _ location: Location,
        _ text: String
    ) throws(GeoSourceError.Problem) -> Location {
        guard let country = location.country, Subdivision.codes[country.code] != nil else {
            return location
        }
        let prefix = "\(country.code)-"
        let code = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
        guard let subdivision = Subdivision(country: country, isoCode: code) else {
            throw .subdivision(text, ofCountry: country.code)
        }
        return Location(subdivision: subdivision)
    }
}
