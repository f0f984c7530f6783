import Route53
import Testing

@Suite("Traffic policies")
struct TrafficPolicyTests {
    private let context = TestContext().context

    private static func document(type: String = "A", value: String = "192.0.2.1") -> String {
        """
        {"AWSPolicyFormatVersion": "2015-10-01", "RecordType": "\(type)", "StartEndpoint": "one",
         "Endpoints": {"one": {"Type": "value", "Value": "\(value)"}}}
        """
    }

    private func create(
        _ name: String,
        _ document: String = document(),
        comment: String? = nil,
        in account: inout Account
    ) throws(AccountError) -> TrafficPolicyElement {
        let request = CreateTrafficPolicyRequest(name: name, document: document, comment: comment)
        return try account.createTrafficPolicy(request, context).trafficPolicy
    }

    @Test("have versions, each with its document and comment")
    func versions() throws {
        var account = Account()
        let one = try create("web", comment: "first", in: &account)
        #expect(one.version == 1)
        #expect(one.type == "A")
        #expect(one.document == Self.document())
        let id = ID<TrafficPolicyEntry>(one.id)
        let two = try account.createTrafficPolicyVersion(
            of: id,
            CreateTrafficPolicyVersionRequest(document: Self.document(type: "AAAA", value: "::1"))
        ).trafficPolicy
        #expect(two.version == 2)
        #expect(two.name == "web")
        #expect(two.comment == nil)
        let first = TrafficPolicyKey(id: id, version: 1)
        let comment = UpdateTrafficPolicyCommentRequest(comment: "changed")
        #expect(
            try account.updateTrafficPolicyComment(first, comment).trafficPolicy.comment
                == "changed"
        )
        #expect(try account.getTrafficPolicy(first).trafficPolicy.comment == "changed")

        let summaries = try account.listTrafficPolicies(marker: nil, maxItems: nil).summaries.items
        #expect(summaries.count == 1)
        #expect(summaries.first?.latestVersion == 2)
        #expect(summaries.first?.count == 2)
        #expect(summaries.first?.type == "AAAA")
        try account.deleteTrafficPolicy(first)
        let left = try account.listTrafficPolicyVersions(of: id, marker: nil, maxItems: nil)
        #expect(left.trafficPolicies.items.map(\.version) == [2])
        #expect(
            refusal { () throws(AccountError) in try account.deleteTrafficPolicy(first) }
                == AccountError(
                    .noSuchTrafficPolicy,
                    "No traffic policy found with ID: \(id) and version: 1"
                )
        )
    }

    @Test("have names of their own, and are at most 50")
    func names() throws {
        var account = Account()
        _ = try create("policy 1", in: &account)
        #expect(
            refusal { () throws(AccountError) in _ = try create("policy 1", in: &account) }
                == AccountError(
                    .trafficPolicyAlreadyExists,
                    "A traffic policy with the name 'policy 1' already exists"
                )
        )
        #expect(
            refusal { () throws(AccountError) in _ = try create("", in: &account) }?.code
                == .invalidInput
        )
        for number in 2...50 { _ = try create("policy \(number)", in: &account) }
        #expect(
            refusal { () throws(AccountError) in _ = try create("policy 51", in: &account) }
                == AccountError(.tooManyTrafficPolicies, "There can be at most 50 traffic policies")
        )
        var seen: [String] = []
        var marker: String?
        repeat {
            let page = try account.listTrafficPolicies(marker: marker, maxItems: "20")
            seen += page.summaries.items.map(\.id)
            marker = page.marker
        } while marker != nil
        #expect(seen.count == 50)
        #expect(Set(seen).count == 50)
    }

    @Test("list their versions in pages that visit each once")
    func versionPages() throws {
        var account = Account()
        let id = ID<TrafficPolicyEntry>(try create("web", in: &account).id)
        let request = CreateTrafficPolicyVersionRequest(document: Self.document())
        for _ in 2...7 { _ = try account.createTrafficPolicyVersion(of: id, request) }
        var seen: [Int] = []
        var marker: String?
        repeat {
            let page = try account.listTrafficPolicyVersions(of: id, marker: marker, maxItems: "3")
            seen += page.trafficPolicies.items.map(\.version)
            marker = page.marker.map(String.init)
        } while marker != nil
        #expect(seen == Array(1...7))
        let unknown = ID<TrafficPolicyEntry>("x")
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.listTrafficPolicyVersions(of: unknown, marker: nil, maxItems: nil)
            } == AccountError(.noSuchTrafficPolicy, "No traffic policy found with ID: x")
        )
        #expect(
            refusal { () throws(AccountError) in
                _ = try TrafficPolicyKey(id: "x", version: "one")
            }?.code == .invalidInput
        )
    }

    /// What stands between the version and the end of a document, and what is said of it.
    private static let badDocuments: [(String, String)] = [
        (
            #""RecordType": "A""#,
            "Document:1:1: found neither, expected StartEndpoint or StartRule"
        ),
        (
            #""RecordType": "A", "StartEndpoint": "a", "Endpoints": {}"#,
            #"Document:1:78: found "a", expected the ID of an endpoint"#
        ),
        (
            #""RecordType": "A", "StartRule": "r", "Rules": {"r": {"RuleType": "random"}}"#,
            #"Document:1:107: found "random", expected one of failover, geo, latency, "#
                + "geoproximity, multivalue, weighted, cidr"
        ),
        (
            #""RecordType": "A", "StartRule": "r", "Rules": {"r": {"RuleType": "weighted", "#
                + #""Items": [{"RuleReference": "r", "Weight": 1}]}}"#,
            #"Document:1:89: found the rule "r", which leads back to itself, expected rules that "#
                + "lead to endpoints"
        ),
        (
            #""RecordType": "A", "StartEndpoint": "a", "Endpoints": {"a": {"Type": "cloud", "#
                + #""Value": "x"}}"#,
            #"Document:1:111: found "cloud", expected one of value, cloudfront, "#
                + "application-load-balancer, elastic-load-balancer, network-load-balancer, "
                + "elastic-beanstalk, s3-website"
        ),
        (
            #""RecordType": "MX", "StartEndpoint": "a", "Endpoints": {"a": {"Type": "cloudfront", "#
                + #""Value": "d1.cloudfront.net"}}"#,
            "Document:1:112: found cloudfront in a policy of type MX, expected a policy of type A "
                + "or AAAA"
        ),
        (
            #""RecordType": "A", "StartEndpoint": "a", "Endpoints": {"a": {"Type": "value", "#
                + #""Value": "192.0.2.1", "Weigth": 1}}"#,
            #"Document:1:142: found the unknown key "Weigth", expected one of Type, Value, Region"#
        ),
    ]

    @Test("whose documents are wrong are refused with the place", arguments: badDocuments)
    func badDocument(_ middle: String, _ message: String) {
        var account = Account()
        let document = #"{"AWSPolicyFormatVersion": "2015-10-01", \#(middle)}"#
        #expect(
            refusal { () throws(AccountError) in _ = try create("web", document, in: &account) }
                == AccountError(.invalidTrafficPolicyDocument, message)
        )
        #expect(account.takeEdits().isEmpty)
    }

    @Test(
        "whose documents are not of the format are refused",
        arguments: [
            ("", "a JSON object"), ("[]", "a JSON object"), ("{", "Document:"),
            ("AWSPolicyFormatVersion: 2015-10-01", "a JSON object"),
            (#"{"AWSPolicyFormatVersion": "2012"}"#, "one of 2015-10-01, 2023-05-09"),
            (String(repeating: " ", count: 102_401), "longer than 102400 characters"),
        ]
    )
    func otherFormat(_ document: String, _ words: String) {
        var account = Account()
        let refusal = refusal { () throws(AccountError) in
            _ = try create("web", document, in: &account)
        }
        #expect(refusal?.code == .invalidTrafficPolicyDocument)
        #expect(refusal?.message.contains(words) == true, "\(refusal?.message ?? "")")
    }
}
