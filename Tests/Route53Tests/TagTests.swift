import Route53
import Testing

@Suite("Tags")
struct TagTests {
    private let resource = TaggedResource.hostedZone(ID("Z1"))

    private func add(_ tags: [(String?, String?)]) -> ChangeTagsForResourceRequest {
        ChangeTagsForResourceRequest(addTags: tags.map { TagElement(key: $0, value: $1) })
    }

    @Test("are added, overwritten and removed in one call, and listed by key")
    func changes() throws {
        var account = Account.withZone()
        try account.changeTags(of: resource, add([("team", "dns"), ("env", "test"), ("x", nil)]))
        try account.changeTags(
            of: resource,
            ChangeTagsForResourceRequest(
                addTags: [TagElement(key: "team", value: "web")],
                removeTagKeys: ["x", "never there"]
            )
        )
        let tags = try account.listTags(of: resource).tagSet
        #expect(tags.resourceType == "hostedzone")
        #expect(tags.resourceID == "Z1")
        #expect(tags.tags.items.map(\.key) == ["env", "team"])
        #expect(tags.tags.items.map(\.value) == ["test", "web"])
        try account.changeTags(
            of: resource,
            ChangeTagsForResourceRequest(removeTagKeys: ["env", "team"])
        )
        #expect(account.tags.isEmpty)
        #expect(try account.listTags(of: resource).tagSet.tags.items.isEmpty)
    }

    @Test("of several resources are told in the order asked for")
    func several() throws {
        let account = Account.withZone()
        let request = ListTagsForResourcesRequest(resourceIDs: ["/hostedzone/Z1", "Z1"])
        let sets = try account.listTags(ofType: "hostedzone", request).tagSets.items
        #expect(sets.map(\.resourceID) == ["Z1", "Z1"])
        for ids in [[], Array(repeating: "Z1", count: 11)] {
            #expect(
                refusal { () throws(AccountError) in
                    _ = try account.listTags(
                        ofType: "hostedzone",
                        ListTagsForResourcesRequest(resourceIDs: ids)
                    )
                }?.message == "ResourceIds has \(ids.count) members: expected 1 to 10"
            )
        }
    }

    @Test("of what does not exist are refused")
    func unknown() {
        var account = Account.withZone()
        let zone = TaggedResource.hostedZone(ID("Z2"))
        let check = TaggedResource.healthCheck(ID("none"))
        for (resource, code) in [
            (zone, AccountError.Code.noSuchHostedZone), (check, .noSuchHealthCheck),
        ] {
            #expect(
                refusal { () throws(AccountError) in _ = try account.listTags(of: resource) }?
                    .code == code
            )
            #expect(
                refusal { () throws(AccountError) in
                    try account.changeTags(of: resource, add([("a", "b")]))
                }?.code == code
            )
        }
        #expect(
            refusal { () throws(AccountError) in _ = try TaggedResource(type: "vpc", id: "1") }?
                .message
                == "Invalid XML ; cvc-enumeration-valid: Value 'vpc' is not facet-valid with respect"
                + " to enumeration '[healthcheck, hostedzone]'."
                + " It must be a value from the enumeration."
        )
    }

    @Test(
        "that break a rule are refused",
        arguments: [
            ([], "AddTags or RemoveTagKeys is needed"),
            ([("a", "1"), ("a", "2")], "AddTags has the key 'a' more than once"),
            (
                [("", "1")],
                "1 validation error detected: Value '' at 'addTags.key' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1"
            ),
            (
                (1...11).map { ("k\($0)", "v") },
                "AddTags and RemoveTagKeys can each have at most 10 members"
            ),
            (
                (1...10).map { ("k\($0)", "v") },
                "A resource can have at most 10 tags; there would be 11"
            ),
        ] as [([(String?, String?)], String)]
    )
    func refused(_ tags: [(String?, String?)], _ message: String) throws {
        var account = Account.withZone()
        try account.changeTags(of: resource, add([("first", "tag")]))
        let before = account.tags
        #expect(
            refusal { () throws(AccountError) in
                try account.changeTags(of: resource, add(tags))
            } == AccountError(.invalidInput, message)
        )
        #expect(account.tags == before)
    }
}
