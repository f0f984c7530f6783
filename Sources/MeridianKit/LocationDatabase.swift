import Addressing
internal import Foundation
import GeoIP

/// Location database files, for the command line: built, asked and described.
public enum LocationDatabase {
    /// With the attribution that the data of tor-geoipdb ask for, if any of it is theirs.
    private static func description(of sources: [GeoSource]) -> String {
        let isFromTor = sources.contains { source in
            if case .torRanges = source { true } else { false }
        }
        return isFromTor
            ? """
            Countries of networks, from the IPFire location database (CC BY-SA 4.0, \
            https://location.ipfire.org) as packaged in tor-geoipdb
            """ : "Locations of networks, from lists of the operator's own"
    }

    /// Builds a database from source files, later ones winning, and writes it whole.
    ///
    /// - Parameters:
    ///   - output: where the database goes; a former one is replaced in one step.
    ///   - sources: `geoip` and `geoip6` of tor-geoipdb, or CSV `network,country[,subdivision]`.
    ///   - description: what the metadata say, with the attribution of the data; nil: as fits
    ///     the sources.
    ///   - environment: the time, where no source carries one.
    /// - Returns: a report for people.
    /// - Throws: what is wrong with a source, or why the file cannot be written.
    public static func build(
        output: String,
        sources: [String],
        description: String? = nil,
        environment: LiveEnvironment = LiveEnvironment()
    ) throws(MeridianError) -> String {
        var builder = GeoDatabaseBuilder()
        for path in sources {
            do throws(GeoSourceError) {
                try builder.add(GeoSource(path: path))
            } catch {
                throw .refused([.error("\(error)")])
            }
        }
        do throws(GeoDatabaseError) {
            try builder.write(
                to: output,
                buildEpoch: builder.generated ?? environment.wallSeconds(),
                description: description
                    ?? Self.description(of: builder.reports.map(\.source))
            )
        } catch {
            throw .refused([.error("\(error)")])
        }
        var lines = builder.reports.map { report in
            "\(report.source.path): \(report.entries) networks, "
                + "\(report.withoutLocation) of them without a location"
        }
        lines.append(try info(output))
        return lines.joined(separator: "\n")
    }

    /// What a database has for an address: the network, our location, and the whole record.
    public static func lookUp(
        _ address: String,
        in path: String
    ) throws(MeridianError) -> String {
        guard let parsed = IPAddress(address) else {
            throw .usage("found \"\(address)\", expected an IPv4 or IPv6 address")
        }
        do throws(GeoDatabaseError) {
            let answer = try GeoDatabase.lookUp(parsed, in: path)
            return """
                address:   \(answer.address)
                network:   \(answer.network)
                location:  \(answer.location.nameAndWord)
                record:    \(answer.record?.description ?? "none")
                """
        } catch {
            throw .refused([.error("\(error)")])
        }
    }

    /// What is known of a database.
    public static func info(_ path: String) throws(MeridianError) -> String {
        do throws(GeoDatabaseError) {
            let info = try GeoDatabase(path: path).info
            return """
                database:  \(info.path)
                type:      \(info.metadata.databaseType)
                about:     \(info.metadata.description)
                built:     \(info.buildDate)
                size:      \(info.size) octets
                networks:  \(info.networks) with a record, \(info.ranges) ranges with a location
                """
        } catch {
            throw .refused([.error("\(error)")])
        }
    }
}
