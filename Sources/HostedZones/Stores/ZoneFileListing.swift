internal import DNSWire
internal import OperatorFiles

/// The zone files that the sources name, each once.
///
/// In a directory the files `*.zone`, `*.yaml`, `*.yml` and `*.json` are zones; names with a dot in
/// front and all other files are passed over, so that parts for `$INCLUDE` can lie beside (as
/// `*.inc`, say). Beside `example.com.zone` the file `example.com.expect.yaml` holds what is expected
/// of that zone.
package struct ZoneFileListing: Sendable {
    /// By path.
    package private(set) var files: [String: ZoneFile] = [:]
    /// Of those, the ones that are symbolic links.
    package private(set) var links: [String] = []
    /// The files of expectations that lie beside zone files.
    package private(set) var expectations: Set<String> = []
    /// The sources that are directories, or could become some.
    package private(set) var directories: Set<String> = []
    /// Directories that cannot be read, each with `/` at the end.
    package private(set) var unreadable: [String] = []
    package private(set) var problems: [ZoneProblem] = []

    package init(of sources: [ZoneFileSource]) {
        for source in sources {
            switch source {
            case .file(let zone, let path):
                files[path] = ZoneFile(path: path, zone: zone)
                addExpectations(besideZoneFile: path)
            case .path(let path):
                add(path)
            }
        }
    }

    private mutating func addExpectations(besideZoneFile path: String) {
        let beside = ExpectationFile.path(besideZoneFile: path)
        if LocalFiles.isThere(beside) { expectations.insert(beside) }
    }

    /// A missing path that is named like a zone file is listed all the same: its own problem then
    /// tells the reason, and its last good zone stays. Any other could have been a directory.
    private mutating func add(_ path: String) {
        do throws(FileFailure) {
            guard try LocalFiles.isDirectory(path) else {
                addExpectations(besideZoneFile: path)
                return list(path)
            }
            directories.insert(path)
            var beside: Set<String> = []
            for entry in try LocalFiles.entries(ofDirectory: path) {
                let file = Self.withSlash(path) + entry.name
                if Self.isZoneFile(entry.name) {
                    list(file)
                    if entry.isLink { links.append(file) }
                } else if ExpectationFile.isOne(entry.name) {
                    beside.insert(file)
                }
            }
            adopt(beside)
        } catch {
            guard ZoneFileFormat(path: path) == nil else { return list(path) }
            directories.insert(path)
            unreadable.append(Self.withSlash(path))
            problems.append(ZoneProblem(.error, at: nil, "\(error)"))
        }
    }

    /// Takes the files of expectations that have a zone file beside them.
    private mutating func adopt(_ files: Set<String>) {
        guard !files.isEmpty else { return }
        let wanted = Set(self.files.keys.map(ExpectationFile.path))
        expectations.formUnion(files.intersection(wanted))
        for orphan in files.subtracting(wanted).sorted() {
            problems.append(
                ZoneProblem(
                    .warning,
                    at: .start(of: orphan),
                    "found expectations without a zone, expected a zone file of this name beside them"
                )
            )
        }
    }

    private mutating func list(_ path: String) {
        if files[path] == nil { files[path] = ZoneFile(path: path) }
    }

    /// The zone file of this path, if there is one by now, and the sources name it or a directory
    /// that holds it: as a whole listing has it, for the price of one file.
    package static func file(at path: String, in sources: [ZoneFileSource]) -> ZoneFile? {
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { path[...$0] } ?? ""
        let isZoneFile = isZoneFile(path[directory.endIndex...])
        var found: ZoneFile?
        for source in sources {
            switch source {
            case .file(let zone, path): return ZoneFile(path: path, zone: zone)
            case .file: continue
            case .path(path): found = ZoneFile(path: path)
            case .path(let other):
                guard isZoneFile, withSlash(other) == directory, LocalFiles.isThere(path) else {
                    continue
                }
                found = ZoneFile(path: path)
            }
        }
        return found
    }

    private static func isZoneFile(_ name: some StringProtocol) -> Bool {
        !name.hasPrefix(".") && !ExpectationFile.isOne(name)
            && ZoneFileFormat(path: String(name)) != nil
    }

    private static func withSlash(_ path: String) -> String {
        path.hasSuffix("/") ? path : "\(path)/"
    }
}
