internal import Crypto
internal import Foundation
internal import HTTPTypes

/// AWS Signature Version 4, as clients of Route 53 sign: the whole request, with a key derived from
/// the secret, the day, the Region and the service.
struct SignatureVerification: Sendable {
    private let secrets: [String: String]
    private let clock: ControlClock

    /// How far the clocks of client and server may lie apart, in seconds.
    private static let tolerance: Int64 = 300
    /// Where each partition of AWS has Route 53 sign.
    private static let regions: Set<String> = ["us-east-1", "cn-northwest-1", "us-gov-west-1"]
    private static let service = "route53"
    private static let algorithm = "AWS4-HMAC-SHA256"

    init(_ credentials: [ControlServerOptions.Credential], clock: ControlClock) {
        secrets = Dictionary(
            credentials.map { ($0.accessKeyID, $0.secretAccessKey) }
        ) { first, _ in first }
        self.clock = clock
    }

    /// Throws unless the request is signed with one of the credentials, for now and for us.
    func verify(_ request: ReceivedRequest) throws(Refusal) {
        guard let field = request.field("authorization") else {
            throw Self.refusal(
                "MissingAuthenticationToken",
                "Missing Authentication Token: requests have to be signed with one of api.credentials"
            )
        }
        let authorization = try Authorization(field)
        guard let secret = secrets[authorization.accessKeyID] else {
            throw Self.refusal(
                "InvalidClientTokenId",
                "The security token included in the request is invalid."
            )
        }
        let time = try requireCurrent(request, authorization)
        guard authorization.service == Self.service, Self.regions.contains(authorization.region)
        else {
            throw Self.mismatch(
                """
                Credential should be scoped to a valid region and the service '\(Self.service)', \
                not '\(authorization.region)/\(authorization.service)'.
                """
            )
        }
        let canonical = try CanonicalRequest(request, signing: authorization.signedHeaders)
        let toSign = [
            Self.algorithm, time, authorization.scope,
            Self.hex(SHA256.hash(data: Data(canonical.text.utf8))),
        ].joined(separator: "\n")
        let key = Self.signingKey(secret, authorization)
        // Compares in constant time.
        guard let signature = Self.octets(ofHex: authorization.signature),
            HMAC<SHA256>.isValidAuthenticationCode(
                signature,
                authenticating: Data(toSign.utf8),
                using: key
            )
        else {
            throw Self.mismatch(
                """
                The request signature we calculated does not match the signature you provided. \
                Check your AWS Secret Access Key and signing method.
                """
            )
        }
    }

    /// The request's time as it was signed. Throws if it is not now.
    private func requireCurrent(
        _ request: ReceivedRequest,
        _ authorization: Authorization
    ) throws(Refusal) -> String {
        guard let text = request.field("x-amz-date"), let seconds = Self.seconds(of: text) else {
            throw Self.refusal(
                "IncompleteSignature",
                "Authorization header requires existence of either a 'X-Amz-Date' header such as "
                    + "20150830T123600Z."
            )
        }
        guard text.prefix(8) == authorization.date else {
            throw Self.mismatch("Date in Credential scope does not match YYYYMMDD from X-Amz-Date.")
        }
        let now = Int64(clamping: clock.wallSeconds())
        guard abs(now - seconds) <= Self.tolerance else {
            let sense = seconds < now ? "expired" : "not yet current"
            throw Self.refusal(
                seconds < now ? "RequestExpired" : "SignatureDoesNotMatch",
                """
                Signature \(sense): the request is of \(text), more than \(Self.tolerance) seconds \
                from the server's time
                """
            )
        }
        return text
    }

    /// Reads `20150830T123600Z`.
    private static func seconds(of text: String) -> Int64? {
        let format = Date.ISO8601FormatStyle(
            dateSeparator: .omitted,
            dateTimeSeparator: .standard,
            timeSeparator: .omitted,
            timeZoneSeparator: .omitted
        )
        guard text.count == 16 else { return nil }
        do {
            return Int64(try Date(text, strategy: format).timeIntervalSince1970)
        } catch {
            return nil
        }
    }

    private static func signingKey(
        _ secret: String,
        _ authorization: Authorization
    ) -> SymmetricKey {
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

    static func refusal(_ code: String, _ message: String) -> Refusal {
        Refusal(.forbidden, code: code, message)
    }

    static func mismatch(_ message: String) -> Refusal { refusal("SignatureDoesNotMatch", message) }
}
