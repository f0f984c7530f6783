internal import Glibc

extension Coordinate {
    /// Mean radius of the Earth in kilometres (IUGG).
    private static let earthRadius = 6371.0

    /// The way along the great circle in kilometres (haversine formula: exact enough for points
    /// that lie close together, too).
    package func distance(to other: Coordinate) -> Double {
        let (here, there) = (Self.radians(latitude), Self.radians(other.latitude))
        let northward = sin((there - here) / 2)
        let eastward = sin(Self.radians(other.longitude - longitude) / 2)
        let chord = northward * northward + cos(here) * cos(there) * eastward * eastward
        return 2 * Self.earthRadius * asin(min(1, chord.squareRoot()))
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
