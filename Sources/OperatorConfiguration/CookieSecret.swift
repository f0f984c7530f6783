internal import OperatorFiles

/// The secret from which server cookies are made: 16 octets (RFC 9018 §4.4), kept in a file as
/// 32 hexadecimal digits, so that all servers behind one address can share it.
package enum CookieSecret {
    package static let octetCount = 16

    package static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        let octets = try LocalFiles.readForConfiguration(path)
        let text = String(decoding: octets, as: UTF8.self)
        let digits = Array(text.utf8.filter { !$0.isWhitespace })
        let pairs = stride(from: 0, to: digits.count, by: 2).map { start in
            String(decoding: digits[start..<min(start + 2, digits.count)], as: UTF8.self)
        }
        let secret = pairs.compactMap { UInt8($0, radix: 16) }
        guard digits.count == 2 * octetCount, secret.count == octetCount,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { throw ConfigurationError([.cookieSecret(path: path)]) }
        return secret
    }
}

extension UInt8 {
    fileprivate var isWhitespace: Bool { [0x20, 0x09, 0x0a, 0x0d].contains(self) }
}
