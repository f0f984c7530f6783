internal import Crypto
internal import Foundation
internal import HTTPTypes

/// What of a request is signed, in the one form that client and server agree on.
struct CanonicalRequest: Sendable, Hashable {
    let text: String

    /// - Parameters:
    ///   - request: the request as it arrived.
    ///   - names: the header fields that the client has signed.
    /// - Throws: what is not signed that has to be.
    init(_ request: ReceivedRequest, signing names: [String]) throws(Refusal) {
        for required in ["host", "x-amz-date"] where !names.contains(required) {
            throw SignatureVerification.mismatch("'\(required)' must be a 'SignedHeader'.")
        }
        if request.head.field("x-amz-security-token") != nil,
            !names.contains("x-amz-security-token")
        {
            throw SignatureVerification.mismatch("'x-amz-security-token' must be a 'SignedHeader'.")
        }
        var fields: [String] = []
        for name in names {
            let value = name == "host" ? request.head.request.authority : request.head.field(name)
            guard let value else {
                throw SignatureVerification.mismatch("The signed header '\(name)' is missing.")
            }
            fields.append("\(name):\(Self.trimmed(value))\n")
        }
        let digest = SignatureClaim.hex(SHA256.hash(data: Data(request.body)))
        if let stated = request.head.field("x-amz-content-sha256"), stated != digest {
            throw SignatureVerification.mismatch(
                "The value of 'x-amz-content-sha256' is not the digest of the request's body."
            )
        }
        text = [
            request.head.request.method.rawValue, Self.path(request.head.target),
            Self.query(request.head.target),
            fields.joined(), names.joined(separator: ";"), digest,
        ].joined(separator: "\n")
    }

    /// The path as it was written, each part encoded once more.
    private static func path(_ target: RequestTarget) -> String {
        target.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode($0) }.joined(separator: "/")
    }

    /// The members by name and value, both encoded.
    private static func query(_ target: RequestTarget) -> String {
        (target.parameters ?? []).map { member in
            (name: PercentEncoding.encode(member.name), value: PercentEncoding.encode(member.value))
        }
        .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// Without white space at the ends, and one space where there are several.
    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
