package import DNSWire

/// Where zone files are, as the configuration's `zones:` says it.
package enum ZoneFileSource: Sendable, Hashable {
    /// A zone file, or a directory with zone files in it (not in directories below).
    case path(String)
    /// A file whose name does not tell its zone.
    case file(zone: DomainName, path: String)

    package var path: String {
        switch self {
        case .path(let path), .file(_, let path): path
        }
    }
}

/// A file that holds a zone.
package struct ZoneFile: Sendable, Hashable {
    package let path: String
    /// Its zone, where the configuration says it.
    package let zone: DomainName?

    package init(path: String, zone: DomainName? = nil) {
        self.path = path
        self.zone = zone
    }
}

/// How the zone of a file is written down: told by the extension of its name.
enum ZoneFileFormat {
    case masterFile
    case yaml
    case json

    /// Nil if the name does not end like that of a zone file.
    init?(path: String) {
        guard let name = path.split(separator: "/").last,
            let dot = name.lastIndex(of: "."), dot != name.startIndex
        else { return nil }
        switch name[dot...] {
        case ".zone": self = .masterFile
        case ".yaml", ".yml": self = .yaml
        case ".json": self = .json
        default: return nil
        }
    }

    /// What `init(path:)` knows.
    static let extensions = [".zone", ".yaml", ".yml", ".json"]

    /// The last part of `path` without its extension.
    static func nameOfZone(inPath path: String) -> Substring {
        let name = path.split(separator: "/").last ?? ""
        return name.lastIndex(of: ".").map { name[..<$0] } ?? name
    }
}
