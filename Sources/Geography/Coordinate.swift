/// A point on the Earth, to a millionth of a degree: some ten centimetres.
///
/// In eight octets, since a city database has some hundred thousand of them.
package struct Coordinate: Sendable, Hashable, BitwiseCopyable {
    private let northward: Int32
    private let eastward: Int32

    private static let unitsPerDegree = 1_000_000.0
    private static let latitudes = -90.0...90.0
    private static let longitudes = -180.0...180.0

    /// Degrees north of the equator and east of Greenwich; nil if there is no such point.
    package init?(latitude: Double, longitude: Double) {
        guard Self.latitudes.contains(latitude), Self.longitudes.contains(longitude) else {
            return nil
        }
        northward = Int32((latitude * Self.unitsPerDegree).rounded())
        eastward = Int32((longitude * Self.unitsPerDegree).rounded())
    }

    /// Reads latitude and longitude in degrees: `52.5,13.4`, with or without a space.
    package init?(_ text: some StringProtocol) {
        let degrees = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0.drop { $0 == " " }) }
        guard degrees.count == 2, let latitude = degrees[0], let longitude = degrees[1] else {
            return nil
        }
        self.init(latitude: latitude, longitude: longitude)
    }

    private init(northward: Int32, eastward: Int32) {
        self.northward = northward
        self.eastward = eastward
    }

    /// Where us-east-1 is, AWS's first Region: stands for a client of whom nothing is known.
    package static let northernVirginia = Coordinate(
        northward: 38_900_000,
        eastward: -77_400_000
    )

    package var latitude: Double { Double(northward) / Self.unitsPerDegree }
    package var longitude: Double { Double(eastward) / Self.unitsPerDegree }
}

extension Coordinate: CustomStringConvertible {
    /// `39.9042, 116.4074`
    package var description: String { "\(latitude), \(longitude)" }
}
