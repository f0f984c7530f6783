#if ControlAPI
    import DNSWire
    import Foundation
    import HealthChecking
    import HostedZones
    import OperatorConfiguration
    import OperatorFiles
    import Route53
    import Synchronization

    /// What the API shows of files and configuration. The record sets of zones from files are not kept
    /// in memory: they are read again when somebody lists them.
    final class FileZoneReading: Sendable {
        /// The zone that was read last: who lists a large one asks for page after page.
        private let last = Mutex<Reading?>(nil)

        private struct Reading {
            let file: ZoneFile
            var files: SourceFiles
            let recordSets: [RecordSetElement]
        }

        func surroundings(_ content: Content) -> Surroundings {
            last.withLock { $0 = nil }
            let configuration = content.settings.configuration
            return Surroundings(
                nameServers: configuration.nameServers.map { String("\($0)".dropLast()) },
                fileZones: content.zones.served.map { file, summary in
                    fileZone(summary, file, ZoneOptions(content.settings), content.inspector)
                },
                references: Wiring.zoneReferences(configuration),
                healthChecks: configuration.healthChecks.checks.map { HealthCheckEntry($0) },
                cidrCollections: configuration.cidrCollections.map { id, collection in
                    CIDRCollectionEntry(id: id, collection)
                }
            )
        }

        private func fileZone(
            _ summary: ZoneSummary,
            _ file: ZoneFile,
            _ options: ZoneOptions,
            _ inspector: FileInspector
        ) -> FileZone {
            FileZone(
                id: Self.id(of: summary.name),
                name: Route53Text.text(of: summary.name),
                isPrivate: false,
                file: file.path,
                recordSetCount: summary.recordSetCount
            ) { [weak self] () throws(AccountError) in
                try self?.recordSets(file, options, inspector) ?? []
            }
        }

        /// The same from start to start, and on every server that has the zone.
        private static func id(of name: DomainName) -> ID<HostedZoneEntry> {
            // FNV-1a with 128 bits: enough that no two names meet.
            let prime: UInt128 = 1 << 88 + 0x13b
            var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
            for octet in name.wire {
                hash = (hash ^ UInt128(octet.isUppercaseLetter ? octet | 0x20 : octet)) &* prime
            }
            return ID("Z" + String(hash, radix: 36, uppercase: true).prefix(20))
        }

        private func recordSets(
            _ file: ZoneFile,
            _ options: ZoneOptions,
            _ inspector: FileInspector
        ) throws(AccountError) -> [RecordSetElement] {
            let known = last.withLock { last -> [RecordSetElement]? in
                var look = FileLook(at: .anything, by: inspector)
                guard last?.file == file, last?.files.confirm(by: &look) == true else { return nil }
                return last?.recordSets
            }
            if let known { return known }
            let reading = try read(file, options, inspector)
            last.withLock { $0 = reading }
            return reading.recordSets
        }

        private func read(
            _ file: ZoneFile,
            _ options: ZoneOptions,
            _ inspector: FileInspector
        ) throws(AccountError) -> Reading {
            let noting = NotingReader(inspector)
            let contents: FileReading = { path throws(FileFailure) in try noting.read(path) }
            let reader = ZoneFileReader(defaults: options.defaults, references: options.references)
            let reading =
                options.given[file.path]?.read(
                    reader,
                    defaults: options.defaults,
                    contents: contents
                )
                ?? reader.read(file, contents: contents)
            guard let zone = reading.zone else {
                let reason = reading.problems.first { $0.severity == .error }
                throw AccountError(
                    .serviceUnavailable,
                    """
                    \(file.path) has become bad since it was served: \
                    \(reason.map { Wiring.problem($0).message } ?? "it holds no zone")
                    """
                )
            }
            return Reading(
                file: file,
                files: noting.files,
                recordSets: try zone.recordSets.map { recordSet throws(AccountError) in
                    try RecordSetElement(recordSet)
                }
            )
        }
    }

    extension UInt8 {
        fileprivate var isUppercaseLetter: Bool { (0x41...0x5a).contains(self) }
    }
#endif
