// Writes a location database as large as GeoLite2-City, in its shape and of made-up cities, so that
// what such a database costs can be measured without one.
//
//     CityDatabase FILE [IPV4-NETWORKS IPV6-NETWORKS CITIES]
//
// The same numbers give the same file, octet for octet.

import Foundation
import GeoIP

@main
struct CityDatabaseCommand {
    struct Unusable: Error {}

    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            print("CityDatabase: \(error); see the head of its source for its arguments")
            exit(2)
        }
    }

    private static func run(_ words: [String]) throws {
        guard let path = words.first, words.count == 1 || words.count == 4 else { throw Unusable() }
        var size = CityWorld.Size.geoLite2City
        if words.count == 4 {
            let numbers = words.dropFirst().compactMap { Int($0) }
            guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else { throw Unusable() }
            size = CityWorld.Size(
                ipv4Networks: numbers[0],
                ipv6Networks: numbers[1],
                cities: numbers[2]
            )
        }
        guard let octets = CityWorld(size, seed: 1).octets else { throw Unusable() }
        try Data(octets).write(to: URL(filePath: path))
    }
}
