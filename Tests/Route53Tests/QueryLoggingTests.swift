import Route53
import Testing

@Suite("Query logging configurations")
struct QueryLoggingTests {
    private let context = TestContext().context
    private static let group = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example"

    private func create(
        in account: inout Account,
        zone: String = "/hostedzone/Z1",
        group: String = group
    ) throws(AccountError) -> QueryLoggingConfigElement {
        let request = CreateQueryLoggingConfigRequest(hostedZoneID: zone, logGroup: group)
        return try account.createQueryLoggingConfig(request, context).config
    }

    @Test("are made, shown, listed and deleted")
    func life() throws {
        var account = Account.withZone()
        let made = try create(in: &account)
        #expect(made.hostedZoneID == "Z1")
        let id = ID<QueryLoggingConfigEntry>(made.id)
        #expect(try account.getQueryLoggingConfig(id).config == made)
        let listed = try account.listQueryLoggingConfigs(
            hostedZone: "Z1",
            nextToken: nil,
            maxResults: nil
        )
        #expect(listed.configs.items == [made])
        #expect(listed.nextToken == nil)
        try account.deleteQueryLoggingConfig(id)
        #expect(
            refusal { () throws(AccountError) in _ = try account.getQueryLoggingConfig(id) }
                == AccountError(
                    .noSuchQueryLoggingConfig,
                    "No query logging configuration found with ID: \(id)"
                )
        )
    }

    @Test("go with their zone, as its tags do")
    func attachments() throws {
        var account = Account.withZone()
        _ = try create(in: &account)
        let tags = ChangeTagsForResourceRequest(addTags: [TagElement(key: "a", value: "b")])
        try account.changeTags(of: .hostedZone(ID("Z1")), tags)
        account.removeAttachments(ofHostedZone: ID("Z1"))
        #expect(account.queryLoggingConfigs.count == 0)
        #expect(account.tags.isEmpty)
    }

    @Test("are one for a zone, which is public, and name a log group of us-east-1")
    func rules() throws {
        var account = Account.withZone()
        _ = try create(in: &account)
        #expect(
            refusal { () throws(AccountError) in _ = try create(in: &account) }?.code
                == .queryLoggingConfigAlreadyExists
        )
        #expect(
            refusal { () throws(AccountError) in _ = try create(in: &account, zone: "Z2") }
                == .noSuchHostedZone(ID("Z2"))
        )
        var other = Account.withZone(isPrivate: true)
        #expect(
            refusal { () throws(AccountError) in _ = try create(in: &other) }?.code == .invalidInput
        )
        var third = Account.withZone()
        for group in [
            "", "group", "arn:aws:logs:eu-west-1:123456789012:log-group:a",
            "arn:aws:logs:us-east-1:12345678901:log-group:a",
            "arn:aws:logs:us-east-1:123456789012:log-group:",
            "arn:aws:logs:us-east-1:123456789012:log-stream:a",
        ] {
            #expect(
                refusal { () throws(AccountError) in
                    _ = try create(in: &third, group: group)
                }?.code == .invalidInput,
                "\(group)"
            )
        }
    }

    @Test("are all visited once by walks in pages; other tokens are refused")
    func paging() throws {
        var account = Account()
        for number in 1...7 {
            account.put(
                .queryLoggingConfig(
                    QueryLoggingConfigEntry(
                        id: ID(context.makeUUID()),
                        hostedZone: ID("Z\(number)"),
                        logGroup: Self.group
                    )
                )
            )
        }
        var seen: [String] = []
        var token: String?
        repeat {
            let page = try account.listQueryLoggingConfigs(
                hostedZone: nil,
                nextToken: token,
                maxResults: "3"
            )
            seen += page.configs.items.map(\.id)
            token = page.nextToken
        } while token != nil
        #expect(seen == account.queryLoggingConfigs.keys.map(\.text))
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.listQueryLoggingConfigs(
                    hostedZone: nil,
                    nextToken: "x",
                    maxResults: nil
                )
            } == AccountError(.invalidPaginationToken, "The pagination token is not valid")
        )
    }
}
