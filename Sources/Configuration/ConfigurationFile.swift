internal import StrictYAML

/// Reads the configuration file.
package enum ConfigurationFile {
    /// Reads the file at `path`. Relative paths in it are relative to its directory.
    package static func read(_ path: String) throws(ConfigurationError) -> ServerConfiguration {
        try parse(try FileContents.read(path), path: path)
    }

    /// Reads `octets` as if they were the file at `path`.
    package static func parse(
        _ octets: [UInt8],
        path: String
    ) throws(ConfigurationError) -> ServerConfiguration {
        let root: YAMLNode
        do {
            root = try YAMLReader.read(octets, file: path)
        } catch {
            throw ConfigurationError([.content(error)])
        }
        var decoder = ConfigurationDecoder(directory: RelativePath.directory(of: path))
        let configuration = decoder.decode(root)
        guard decoder.problems.isEmpty else {
            throw ConfigurationError(decoder.problems.map { .content($0) })
        }
        return configuration
    }
}

/// Paths as operators write them in a file: relative to that file.
enum RelativePath {
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return String(path[...slash])
    }

    /// `path` seen from where the server runs, if the file that names it is in `directory`.
    static func resolve(_ path: String, in directory: String) -> String {
        path.hasPrefix("/") ? path : directory + path
    }
}
