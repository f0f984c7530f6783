internal import DNSWire
internal import OperatorFiles

/// The zone files that the sources name, each once.
struct ZoneFileListing {
    /// By path; with the zone's name where the configuration says it.
    private(set) var files: [String: DomainName?] = [:]
    private(set) var problems: [ZoneProblem] = []
    private var unreadable: [String] = []

    init(of sources: [ZoneFileSource]) {
        for source in sources {
            switch source {
            case .file(let zone, let path):
                files[path] = .some(zone)
            case .path(let path):
                add(path)
            }
        }
    }

    /// A missing path that is named like a zone file is listed all the same: its own problem then
    /// tells the reason, and its last good zone stays. Any other could have been a directory.
    private mutating func add(_ path: String) {
        do throws(FileFailure) {
            guard try LocalFiles.isDirectory(path) else { return list(path) }
            for name in try LocalFiles.names(inDirectory: path)
            where !name.hasPrefix(".") && ZoneFileFormat(path: name) != nil {
                list(path.hasSuffix("/") ? path + name : "\(path)/\(name)")
            }
        } catch {
            guard ZoneFileFormat(path: path) == nil else { return list(path) }
            unreadable.append(path)
            problems.append(ZoneProblem(.error, at: nil, "\(error)"))
        }
    }

    private mutating func list(_ path: String) {
        if files[path] == nil { files[path] = .some(nil) }
    }

    /// Files that were in a directory which cannot be read now are tried by their old paths.
    mutating func keepFilesOfUnreadableDirectories(_ paths: [String]) {
        for path in paths
        where unreadable.contains(where: { path.hasPrefix($0.hasSuffix("/") ? $0 : "\($0)/") }) {
            list(path)
        }
    }
}
