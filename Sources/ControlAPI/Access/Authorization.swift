/// An `Authorization` header field of Signature Version 4:
///
///     AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/route53/aws4_request,
///         SignedHeaders=host;x-amz-date, Signature=5d672d…
struct Authorization: Sendable, Hashable {
    let accessKeyID: String
    /// `20150830`
    let date: String
    let region: String
    let service: String
    /// In lower case, in the order given.
    let signedHeaders: [String]
    /// In hexadecimal digits.
    let signature: String

    static let algorithm = "AWS4-HMAC-SHA256"
    static let terminator = "aws4_request"

    /// What the key is derived for.
    var scope: String { [date, region, service, Self.terminator].joined(separator: "/") }

    init(_ field: String) throws(Refusal) {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0] == Self.algorithm[...] else {
            throw SignatureVerification.refusal(
                "IncompleteSignature",
                "Unsupported Authorization: expected '\(Self.algorithm) Credential=…'"
            )
        }
        var members: [String: String] = [:]
        for part in parts[1].split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            members[String(pair[0].filter { $0 != " " })] = String(pair[1].filter { $0 != " " })
        }
        guard let credential = members["Credential"], let headers = members["SignedHeaders"],
            let signature = members["Signature"]
        else {
            throw SignatureVerification.refusal(
                "IncompleteSignature",
                """
                Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' \
                parameters.
                """
            )
        }
        // An access key ID may have slashes, the rest has none.
        let scope = credential.split(separator: "/", omittingEmptySubsequences: false)
        guard scope.count >= 5, scope.last == Self.terminator[...] else {
            throw SignatureVerification.refusal(
                "IncompleteSignature",
                """
                Credential must have at least 5 slash-delimited elements, and end in \
                '\(Self.terminator)', got '\(credential)'
                """
            )
        }
        accessKeyID = scope.dropLast(4).joined(separator: "/")
        date = String(scope[scope.count - 4])
        region = String(scope[scope.count - 3])
        service = String(scope[scope.count - 2])
        signedHeaders = headers.split(separator: ";").map { $0.lowercased() }
        self.signature = signature
    }
}
