internal import Foundation
internal import StrictYAML

/// Reads traffic policy documents: JSON in the formats 2015-10-01 and 2023-05-09, which differ in
/// how geoproximity rules tell their places.
///
/// Amazon publishes no form of IP-based rules. Here they have the RuleType `cidr`, and `Locations`
/// that name a `CollectionId` and a `LocationName` as record sets do.
struct TrafficPolicyReader {
    let format: Format
    private let endpoints: Set<String>
    private let rules: Set<String>

    /// Longer documents are refused.
    private static let longest = 102_400
    /// What messages call the document.
    private static let fileName = "Document"

    enum Format: String, CaseIterable {
        case october2015 = "2015-10-01"
        case may2023 = "2023-05-09"
    }

    /// - Throws: `InvalidTrafficPolicyDocument`.
    static func read(_ text: String) throws(AccountError) -> TrafficPolicyDocument {
        guard text.unicodeScalars.count <= longest else {
            throw refusal("the document is longer than \(longest) characters")
        }
        do {
            let root = try YAMLReader.read(text, file: fileName)
            // What is good JSON reads the same as YAML; what is YAML only is refused.
            guard isJSON(text) else {
                throw root.error(found: "a text that is not JSON", expected: "a JSON object")
            }
            return try read(root)
        } catch let error as YAMLError {
            throw refusal("\(error)")
        } catch {
            throw refusal("\(error)")
        }
    }

    private static func refusal(_ message: String) -> AccountError {
        AccountError(.invalidTrafficPolicyDocument, message)
    }

    private static func isJSON(_ text: String) -> Bool {
        do {
            _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
            return true
        } catch {
            return false
        }
    }

    private static func read(_ root: YAMLNode) throws(YAMLError) -> TrafficPolicyDocument {
        var fields = try root.fields("a JSON object")
        let format: Format = try fields.require("AWSPolicyFormatVersion").word()
        let typeNode = try fields.require("RecordType")
        let recordType = try typeNode.text()
        let startEndpoint = fields.take("StartEndpoint")
        let startRule = fields.take("StartRule")
        let endpointNodes = try fields.take("Endpoints")?.entries() ?? []
        let ruleNodes = try fields.take("Rules")?.entries() ?? []
        try fields.refuseOthers()

        let reader = TrafficPolicyReader(
            format: format,
            endpoints: Set(endpointNodes.map(\.key.text)),
            rules: Set(ruleNodes.map(\.key.text))
        )
        let start: TrafficPolicyDocument.Target
        switch (startEndpoint, startRule) {
        case (let node?, nil): start = try reader.endpoint(node)
        case (nil, let node?): start = try reader.rule(node)
        default:
            throw root.error(
                found: "\(startEndpoint == nil ? "neither" : "both")",
                expected: "StartEndpoint or StartRule"
            )
        }
        var endpoints: [String: TrafficPolicyDocument.Endpoint] = [:]
        for entry in endpointNodes {
            endpoints[entry.key.text] = try TrafficPolicyEndpointReader.read(
                entry.value,
                recordType: recordType
            )
        }
        var rules: [String: TrafficPolicyDocument.Rule] = [:]
        for entry in ruleNodes { rules[entry.key.text] = try reader.readRule(entry.value) }
        let document = TrafficPolicyDocument(
            recordType: recordType,
            start: start,
            endpoints: endpoints,
            rules: rules
        )
        for entry in ruleNodes {
            try document.requireEnd(of: entry.key)
            try document.requireFittingEndpoints(of: entry)
        }
        return document
    }

    /// The id of an endpoint that exists.
    func endpoint(_ node: YAMLNode) throws(YAMLError) -> TrafficPolicyDocument.Target {
        let id = try node.text()
        guard endpoints.contains(id) else { throw node.error(expected: "the ID of an endpoint") }
        return .endpoint(id)
    }

    func rule(_ node: YAMLNode) throws(YAMLError) -> TrafficPolicyDocument.Target {
        let id = try node.text()
        guard rules.contains(id) else { throw node.error(expected: "the ID of a rule") }
        return .rule(id)
    }
}
