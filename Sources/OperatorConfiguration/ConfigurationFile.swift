internal import OperatorFiles
internal import StrictYAML

/// Reads the configuration file.
package enum ConfigurationFile {
    /// Reads the file at `path`. Relative paths in it are relative to its directory.
    package static func read(_ path: String) throws(ConfigurationError) -> ServerConfiguration {
        try parse(try LocalFiles.readForConfiguration(path), path: path)
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
        var decoder = ConfigurationDecoder(file: path)
        let configuration = decoder.decode(root)
        guard decoder.problems.isEmpty else {
            throw ConfigurationError(decoder.problems)
        }
        return configuration
    }
}

extension LocalFiles {
    /// As `read`, for files that a configuration consists of.
    static func readForConfiguration(_ path: String) throws(ConfigurationError) -> [UInt8] {
        do throws(FileFailure) {
            return try read(path)
        } catch {
            throw ConfigurationError([.unreadable(error)])
        }
    }
}
