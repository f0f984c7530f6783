internal import DNSWire
package import OperatorFiles

/// Reads one zone file, and checks the zone.
///
/// A `.zone` or `.json` file is named after its zone, a YAML file says its zone; a file whose zone the
/// configuration says may have any name, and is a master file if its extension tells nothing else.
package struct ZoneFileReader: Sendable {
    private let defaults: ZoneDefaults
    private let references: ZoneReferences?
    private let readAhead: ReadAheadPlan

    /// - Parameters:
    ///   - defaults: what zones get that say nothing about their SOA and NS records.
    ///   - references: what there is outside of the zones; nil if that is not known, and not checked.
    ///   - readAhead: how large files are read.
    package init(
        defaults: ZoneDefaults = ZoneDefaults(),
        references: ZoneReferences? = nil,
        readAhead: ReadAheadPlan = .none
    ) {
        self.defaults = defaults
        self.references = references
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
            let found = ZoneChecks.problems(of: zone, references: references)
                .map { $0.placed(in: file.path) }
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
            return try readJSON(file, contents)
        case nil:
            return refusal(of: path, "found '\(path)', expected a .zone, .yaml, .yml or .json file")
        }
    }

    private func readJSON(
        _ file: ZoneFile,
        _ contents: @escaping FileReading
    ) throws(FileFailure) -> ZoneReading {
        guard let name = file.zone ?? zoneName(of: file.path) else {
            return refusal(ofName: file.path, "example.com.json")
        }
        return Route53JSONReader.read(
            try contents(file.path),
            file: file.path,
            zone: name,
            defaults: defaults
        )
    }

    private func readMasterFile(
        _ file: ZoneFile,
        _ contents: @escaping FileReading
    ) throws(FileFailure) -> ZoneReading {
        guard let name = file.zone ?? zoneName(of: file.path) else {
            return refusal(ofName: file.path, "example.com.zone")
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

    private func refusal(ofName path: String, _ example: String) -> ZoneReading {
        refusal(of: path, "found '\(path)', expected a name like \(example)")
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
