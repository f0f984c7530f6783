internal import OperatorFiles

/// The secret access key of a credential, wherever it is kept.
package enum SecretAccessKey {
    /// - Parameter credential: says where it is.
    /// - Returns: the secret, without the end of its line.
    /// - Throws: why its file cannot be read, or that nothing, or more than a line, is in it.
    package static func read(_ credential: APICredential) throws(ConfigurationError) -> String {
        switch credential.secret {
        case .text(let text): return text
        case .file(let path):
            let octets = try LocalFiles.readForConfiguration(path)
            let lines = String(decoding: octets, as: UTF8.self).split(whereSeparator: \.isNewline)
            guard lines.count == 1, let line = lines.first,
                !line.contains(where: \.isWhitespace)
            else { throw ConfigurationError([.secretAccessKey(path: path)]) }
            return String(line)
        }
    }
}
