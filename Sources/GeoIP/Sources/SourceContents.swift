/// What one source of location data says.
struct SourceContents {
    var overlay = LocationOverlay()
    /// Lines with a range or a network.
    var entries = 0
    /// Of these, lines whose code names no place (`??`, `ZZ`, codes not assigned by ISO 3166-1).
    var withoutLocation = 0
    /// When the data was made, if the source says so: seconds since 1970-01-01 UTC.
    var generated: UInt64?
}
