internal import Crypto
internal import Foundation

/// That a request is signed by the holder of a secret: to be verified when its body is there.
struct SignatureClaim: Sendable {
    let authorization: Authorization
    /// The request's, as it is signed: `20150830T123600Z`.
    let time: String
    let secret: String

    /// Throws unless the signature is this request's.
    func verify(_ request: ReceivedRequest) throws(Refusal) {
        let canonical = try CanonicalRequest(request, signing: authorization.signedHeaders)
        let toSign = [
            Authorization.algorithm, time, authorization.scope,
            Self.hex(SHA256.hash(data: Data(canonical.text.utf8))),
        ].joined(separator: "\n")
        // Compares in constant time.
        guard let signature = Self.octets(ofHex: authorization.signature),
            HMAC<SHA256>.isValidAuthenticationCode(
                signature,
                authenticating: Data(toSign.utf8),
                using: signingKey
            )
        else {
            throw SignatureVerification.mismatch(
                """
                The request signature we calculated does not match the signature you provided. \
                Check your AWS Secret Access Key and signing method.
                """
            )
        }
    }

    private var signingKey: SymmetricKey {
        let parts = [
            authorization.date, authorization.region, authorization.service,
            Authorization.terminator,
        ]
        return parts.reduce(SymmetricKey(data: Data("AWS4\(secret)".utf8))) { key, part in
            SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key))
        }
    }

    static func hex(_ digest: SHA256.Digest) -> String {
        digest.map { octet in
            let digits = String(octet, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    private static func octets(ofHex text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count == 2 * SHA256.byteCount else { return nil }
        var octets: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard
                let octet = UInt8(
                    String(decoding: digits[place..<place + 2], as: UTF8.self),
                    radix: 16
                )
            else { return nil }
            octets.append(octet)
        }
        return octets
    }
}
