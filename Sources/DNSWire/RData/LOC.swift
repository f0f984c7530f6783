/// Where something is on Earth (RFC 1876 §2).
package struct LOC: RecordDataFormat {
    /// Diameter of a sphere around it.
    package let size: LOCPrecision
    package let horizontalPrecision: LOCPrecision
    package let verticalPrecision: LOCPrecision
    /// Thousandths of a second of arc, north positive.
    package let latitude: Int
    /// Thousandths of a second of arc, east positive.
    package let longitude: Int
    /// Centimetres above 100,000 m below the reference spheroid.
    package let altitude: UInt32

    /// The only version there is.
    private static let version: UInt8 = 0
    /// Latitude and longitude are written as offsets from this.
    private static let equator = 1 << 31
    /// Centimetres from the lowest altitude to the reference spheroid.
    private static let spheroid = 10_000_000
    private static let quarterCircle = 90 * LOCText.degree
    private static let halfCircle = 180 * LOCText.degree

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        guard try reader.readUInt8() == Self.version else {
            throw .badRecordData(at: reader.offset - 1)
        }
        size = try LOCPrecision(from: &reader)
        horizontalPrecision = try LOCPrecision(from: &reader)
        verticalPrecision = try LOCPrecision(from: &reader)
        latitude = Int(try reader.readUInt32()) - Self.equator
        longitude = Int(try reader.readUInt32()) - Self.equator
        altitude = try reader.readUInt32()
        guard abs(latitude) <= Self.quarterCircle, abs(longitude) <= Self.halfCircle else {
            throw .badRecordData(at: reader.offset)
        }
    }

    package func write(to output: inout RDataOutput) {
        output.write(Self.version)
        for precision in [size, horizontalPrecision, verticalPrecision] {
            output.write(precision.octet)
        }
        for angle in [latitude, longitude] { output.write(UInt32(angle + Self.equator)) }
        output.write(altitude)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try Self(from: &fields).append(to: &wire)
    }

    private init(from fields: inout PresentationFields) throws(PresentationError) {
        latitude = try fields.takeAngle("a latitude", signs: ("N", "S"), limit: Self.quarterCircle)
        longitude = try fields.takeAngle("a longitude", signs: ("E", "W"), limit: Self.halfCircle)
        let token = try fields.take("an altitude in metres")
        guard let centimetres = LOCText.centimetres(token.text),
            let altitude = UInt32(exactly: centimetres + Self.spheroid)
        else {
            throw fields.error(at: token, expected: "an altitude in metres from -100000.00")
        }
        self.altitude = altitude
        size = try fields.takePrecision("a size") ?? .defaultSize
        horizontalPrecision =
            try fields.takePrecision("a horizontal precision") ?? .defaultHorizontal
        verticalPrecision = try fields.takePrecision("a vertical precision") ?? .defaultVertical
    }

    package var presentation: String {
        """
        \(LOCText.angle(latitude, signs: ("N", "S"))) \
        \(LOCText.angle(longitude, signs: ("E", "W"))) \
        \(LOCText.metres(Int(altitude) - Self.spheroid)) \
        \(size) \(horizontalPrecision) \(verticalPrecision)
        """
    }
}
