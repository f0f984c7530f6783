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

    init(_ credentials: [ControlServerOptions.Credential], clock: ControlClock) {
        secrets = Dictionary(
            credentials.map { ($0.accessKeyID, $0.secretAccessKey) }
        ) { first, _ in first }
        self.clock = clock
    }

    /// What the header says of the signature. Throws unless it is one for now and for us, with one
    /// of the credentials.
    func claim(of head: RequestHead) throws(Refusal) -> SignatureClaim {
        guard let field = head.field("authorization") else {
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
        let time = try requireCurrent(head, authorization)
        guard authorization.service == Self.service, Self.regions.contains(authorization.region)
        else {
            throw Self.mismatch(
                """
                Credential should be scoped to a valid region and the service '\(Self.service)', \
                not '\(authorization.region)/\(authorization.service)'.
                """
            )
        }
        return SignatureClaim(authorization: authorization, time: time, secret: secret)
    }

    /// The request's time as it was signed. Throws if it is not now.
    private func requireCurrent(
        _ head: RequestHead,
        _ authorization: Authorization
    ) throws(Refusal) -> String {
        guard let text = head.field("x-amz-date"), let seconds = Self.seconds(of: text) else {
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

    static func refusal(_ code: String, _ message: String) -> Refusal {
        Refusal(.forbidden, code: code, message)
    }

    static func mismatch(_ message: String) -> Refusal { refusal("SignatureDoesNotMatch", message) }
}
