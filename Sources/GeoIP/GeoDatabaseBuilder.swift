package import Geography
import Glibc

/// Builds a location database from source files: add the sources, then write.
///
///     var builder = GeoDatabaseBuilder()
///     for path in paths { try builder.add(GeoSource(path: path)) }
///     try builder.write(to: "country.mmdb", buildEpoch: builder.generated ?? now, description: …)
package struct GeoDatabaseBuilder {
    /// What one source gave.
    package struct SourceReport: Sendable, Hashable {
        package let source: GeoSource
        /// Ranges or networks.
        package let entries: Int
        /// Of these, the ones whose code names no place and that were left out.
        package let withoutLocation: Int
    }

    package private(set) var ranges = LocationRanges.unknownEverywhere
    package private(set) var reports: [SourceReport] = []
    /// When the newest of the sources that carry a date was made: seconds since 1970-01-01 UTC.
    package private(set) var generated: UInt64?

    /// The type in the metadata of what is written. MMDB tools look for "Country" in it.
    package static let databaseType = "Meridian-Country"

    package init() {}

    /// Reads a source. It wins over the sources before it where both name an address.
    package mutating func add(_ source: GeoSource) throws(GeoSourceError) {
        let contents = try source.contents()
        ranges = contents.overlay.laid(over: ranges)
        reports.append(
            SourceReport(
                source: source,
                entries: contents.entries,
                withoutLocation: contents.withoutLocation
            )
        )
        if let date = contents.generated { generated = max(date, generated ?? 0) }
    }

    /// Writes the database beside `path` and then renames it to `path`: readers see the old file
    /// or the new one, whole.
    package func write(
        to path: String,
        buildEpoch: UInt64,
        description: String
    ) throws(GeoDatabaseError) {
        let octets = MMDBWriter.octets(
            of: ranges,
            databaseType: Self.databaseType,
            description: description,
            buildEpoch: buildEpoch
        )
        guard let octets else { throw .tooLarge(path: path) }
        // A name of this process's own: two builds at once must not write into one file.
        let temporary = "\(path).\(getpid()).new"
        FileDescriptor.remove(temporary)
        do throws(FileSystemError) {
            let file = try FileDescriptor(creating: temporary)
            try file.write(octets[...])
            try file.synchronize()
            try FileDescriptor.rename(temporary, to: path)
        } catch {
            FileDescriptor.remove(temporary)
            throw .unwritable(path: path, error)
        }
    }
}
