internal import DNSWire
internal import OperatorFiles

/// The file store: reads zones from files, each by itself, so that a bad one harms no other.
///
/// - In a directory the files `*.zone`, `*.yaml` and `*.yml` are zones; names with a dot in
///   front and all other files are passed over, so that parts for `$INCLUDE` can lie beside
///   (as `*.inc`, say).
/// - A `.zone` file is named after its zone, a YAML file says its zone; with
///   `.file(zone:path:)` a file may have any name, and is a master file if its extension tells
///   nothing else.
/// - Of several files for one zone the first by path is served, the others are refused.
package struct ZoneLoader: Sendable {
    private let sources: [ZoneFileSource]
    private let defaults: ZoneDefaults

    package init(sources: [ZoneFileSource], defaults: ZoneDefaults = ZoneDefaults()) {
        self.sources = sources
        self.defaults = defaults
    }

    /// Reads everything. A file that is bad now keeps the zone it had in `previous`; a file that
    /// is no longer there loses it.
    package func load(previous: ZoneLoadResult? = nil) -> ZoneLoadResult {
        let previousZones = Dictionary(
            (previous?.files ?? []).map { ($0.path, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var listing = ZoneFileListing(of: sources)
        listing.keepFilesOfUnreadableDirectories(Array(previousZones.keys))
        var loaded = listing.files.sorted { $0.key < $1.key }.map { path, zone in
            load(path, zone, previous: previousZones[path]?.zone)
        }
        refuseSecondFiles(&loaded)
        return ZoneLoadResult(files: loaded, sourceProblems: listing.problems)
    }

    private func load(
        _ path: String,
        _ name: DomainName?,
        previous: HostedZone?
    ) -> LoadedZoneFile {
        let reading = read(path, name)
        guard let zone = reading.zone else {
            return LoadedZoneFile(
                path: path,
                state: previous.map { .stale($0) } ?? .refused,
                problems: reading.problems
            )
        }
        let serial =
            ZoneFileFormat(path: path) == .yaml
            ? nil : previous.flatMap { SerialCheck.problem(from: $0, to: zone) }
        return LoadedZoneFile(
            path: path,
            state: .good(zone),
            problems: reading.problems + (serial.map { [$0] } ?? [])
        )
    }

    /// Reads and checks one file.
    private func read(_ path: String, _ name: DomainName?) -> ZoneReading {
        do throws(FileFailure) {
            let reading = try readText(path, name)
            guard let zone = reading.zone else { return reading }
            let found = ZoneChecks.problems(of: zone).map { $0.placed(in: path) }
            return ZoneReading(zone, reading.problems + found)
        } catch {
            return ZoneReading(refusedFor: ZoneProblem(.error, at: nil, "\(error)"))
        }
    }

    private func readText(
        _ path: String,
        _ name: DomainName?
    ) throws(FileFailure) -> ZoneReading {
        switch ZoneFileFormat(path: path) ?? (name == nil ? nil : .masterFile) {
        case .masterFile:
            return try readMasterFile(path, name)
        case .yaml:
            return ZoneYAMLReader.read(
                try LocalFiles.read(path),
                file: path,
                zone: name,
                defaults: defaults
            )
        case .json:
            return refusal(
                of: path,
                "found a JSON file, expected .zone or .yaml: this version reads no JSON zones"
            )
        case nil:
            return refusal(of: path, "found '\(path)', expected a .zone, .yaml or .yml file")
        }
    }

    private func readMasterFile(
        _ path: String,
        _ name: DomainName?
    ) throws(FileFailure) -> ZoneReading {
        guard let name = name ?? zoneName(of: path) else {
            return refusal(of: path, "found '\(path)', expected a name like example.com.zone")
        }
        let (zone, problems) = try MasterFileReader.read(path, zone: name)
        return ZoneReading(zone, problems)
    }

    private func zoneName(of path: String) -> DomainName? {
        do {
            return try DomainName(presentation: ZoneFileFormat.nameOfZone(inPath: path))
        } catch {
            return nil
        }
    }

    private func refusal(of path: String, _ message: String) -> ZoneReading {
        ZoneReading(refusedFor: ZoneProblem(.error, at: .start(of: path), message))
    }

    /// Refuses every file whose zone an earlier one holds.
    private func refuseSecondFiles(_ files: inout [LoadedZoneFile]) {
        var holders: [DomainName: String] = [:]
        for (position, file) in files.enumerated() {
            guard let zone = file.zone else { continue }
            guard let holder = holders[zone.name] else {
                holders[zone.name] = file.path
                continue
            }
            let problem = ZoneProblem(
                .error,
                at: .start(of: file.path),
                "found the zone \(zone.name) in \(file.path), expected it in one file: "
                    + "\(holder) holds it already, and is served"
            )
            files[position] = LoadedZoneFile(
                path: file.path,
                state: .refused,
                problems: file.problems + [problem]
            )
        }
    }
}

extension ZoneProblem {
    /// The problem with a place: a problem of the zone as a whole stands at the file's start.
    fileprivate func placed(in file: String) -> ZoneProblem {
        ZoneProblem(severity, at: location ?? .start(of: file), message)
    }
}
