internal import StrictYAML

/// Reads one endpoint of a traffic policy document.
enum TrafficPolicyEndpointReader {
    private typealias Kind = TrafficPolicyDocument.AWSTarget.Kind

    private static let valueType = "value"

    static func read(
        _ node: YAMLNode,
        recordType: String
    ) throws(YAMLError) -> TrafficPolicyDocument.Endpoint {
        var fields = try node.fields()
        let typeNode = try fields.require("Type")
        let type = try typeNode.text()
        let value = try fields.require("Value").text()
        let region = try fields.take("Region")?.text()
        try fields.refuseOthers()
        guard type != valueType else { return .value(value) }
        guard let kind = Kind(rawValue: type) else {
            let words = [valueType] + Kind.allCases.map(\.rawValue)
            throw typeNode.error(expected: "one of \(words.joined(separator: ", "))")
        }
        guard kind.recordTypes.contains(recordType) else {
            throw typeNode.error(
                found: "\(type) in a policy of type \(recordType)",
                expected: "a policy of type \(kind.recordTypes.joined(separator: " or "))"
            )
        }
        let dnsName = try dnsName(of: kind, value: value, region: region, at: node)
        return .alias(TrafficPolicyDocument.AWSTarget(kind: kind, dnsName: dnsName))
    }

    /// Of a website in S3 the value is the bucket, and the name that of all websites of the Region.
    private static func dnsName(
        of kind: Kind,
        value: String,
        region: String?,
        at node: YAMLNode
    ) throws(YAMLError) -> String {
        guard kind == .s3Website else { return value }
        if let region { return "s3-website-\(region).amazonaws.com" }
        guard let start = value.firstRange(of: "s3-website")?.lowerBound else {
            throw node.error(
                found: "an s3-website without Region",
                expected: "the Region of the bucket"
            )
        }
        return String(value[start...])
    }
}
