internal import DNSWire
package import OperatorFiles

/// Reads one zone file, and checks the zone.
///
/// A `.zone` file is named after its zone, a YAML file says its zone; a file whose zone the
/// configuration says may have any name, and is a master file if its extension tells nothing else.
package struct ZoneFileReader: Sendable {
    private let defaults: ZoneDefaults
    private let readAhead: ReadAheadPlan

    package init(defaults: ZoneDefaults = ZoneDefaults(), readAhead: ReadAheadPlan = .none) {
        self.defaults = defaults
        self.readAhead = readAhead
    }

    /// - Parameters:
    ///   - file: what to read.
    ///   - expectations: the file of expectations beside it, if there is one.
    ///   - contents: reads this file, and those that it includes.
    /// - Returns: the zone, if it can be served, and all problems with their places.
    package func read(
        _ file: ZoneFile,
        expectations: String? = nil,
        contents: @escaping FileReading = LocalFiles.read
    ) -> ZoneReading {
        do throws(FileFailure) {
            let reading = try readText(file, contents)
            var beside: (expectations: [Expectation], problems: [ZoneProblem]) = ([], [])
            if let expectations {
                let octets = try contents(expectations)
                beside = ExpectationFile.read(octets, file: expectations, zone: reading.zone?.name)
            }
            guard var zone = reading.zone else { return reading }
            zone.expectations += beside.expectations
            let found = ZoneChecks.problems(of: zone).map { $0.placed(in: file.path) }
            return ZoneReading(zone, reading.problems + found + beside.problems)
        } catch {
            return ZoneReading(refusedFor: ZoneProblem(.error, at: nil, "\(error)"))
        }
    }

    private func readText(
        _ file: ZoneFile,
        _ contents: @escaping FileReading
    ) throws(FileFailure) -> ZoneReading {
        let path = file.path
        switch ZoneFileFormat(path: path) ?? (file.zone == nil ? nil : .masterFile) {
        case .masterFile:
            return try readMasterFile(file, contents)
        case .yaml:
            return ZoneYAMLReader.read(
                try contents(path),
                file: path,
                zone: file.zone,
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
        _ file: ZoneFile,
        _ contents: @escaping FileReading
    ) throws(FileFailure) -> ZoneReading {
        guard let name = file.zone ?? zoneName(of: file.path) else {
            return refusal(
                of: file.path,
                "found '\(file.path)', expected a name like example.com.zone"
            )
        }
        let (zone, problems) = try MasterFileReader.read(
            file.path,
            zone: name,
            readAhead: readAhead,
            contents: contents
        )
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
}

extension ZoneProblem {
    /// The problem with a place: a problem of the zone as a whole stands at the file's start.
    fileprivate func placed(in file: String) -> ZoneProblem {
        ZoneProblem(severity, at: location ?? .start(of: file), message)
    }
}
