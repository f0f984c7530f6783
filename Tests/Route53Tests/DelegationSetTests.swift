import Route53
import Testing

@Suite("Reusable delegation sets")
struct DelegationSetTests {
    private let context = TestContext().context
    private let servers = Surroundings(nameServers: ["ns1.example.net", "ns2.example.net"])

    private func create(
        _ reference: String,
        zone: String? = nil,
        in account: inout Account
    ) throws(AccountError) -> ReusableDelegationSetElement {
        let request = CreateReusableDelegationSetRequest(
            callerReference: reference,
            hostedZoneID: zone
        )
        return try account.createReusableDelegationSet(request, context).delegationSet
    }

    @Test("have the name servers of the configuration, or those of a zone")
    func nameServers() throws {
        var account = Account.withZone(surroundings: servers)
        let configured = try create("one", in: &account)
        #expect(configured.id.hasPrefix("/delegationset/N"))
        #expect(configured.nameServers.items == servers.nameServers)
        let ofZone = try create("two", zone: "/hostedzone/Z1", in: &account)
        #expect(ofZone.nameServers.items == ["ns1.example.com", "ns2.example.com"])
        let id = ID<DelegationSetEntry>(reference: ofZone.id)
        #expect(account.hostedZones[ID("Z1")]?.entry.delegationSet == id)
        #expect(try account.getReusableDelegationSet(id).delegationSet == ofZone)

        let limit = try account.getReusableDelegationSetLimit(
            id,
            type: "MAX_ZONES_BY_REUSABLE_DELEGATION_SET"
        )
        #expect(limit.limit.value == 100)
        #expect(limit.count == 1)
        #expect(
            refusal { () throws(AccountError) in try account.deleteReusableDelegationSet(id) }
                == AccountError(
                    .delegationSetInUse,
                    "The delegation set \(id) is used by 1 hosted zones"
                )
        )
        try account.deleteReusableDelegationSet(ID(reference: configured.id))
        #expect(account.delegationSets.count == 1)
    }

    @Test("have made-up name servers where none are configured")
    func madeUp() throws {
        var account = Account()
        let made = try create("one", in: &account)
        let name = ID<DelegationSetEntry>(reference: made.id).text.lowercased()
        #expect(made.nameServers.items == (1...4).map { "ns\($0).\(name).invalid" })
    }

    @Test("are refused with what stands against them")
    func refused() throws {
        var account = Account.withZone(surroundings: servers)
        _ = try create("one", zone: "Z1", in: &account)
        var bare = Account.withZone(isPrivate: true)
        func code(_ account: inout Account, _ reference: String, _ zone: String? = nil)
            -> AccountError.Code?
        {
            refusal { () throws(AccountError) in
                _ = try create(reference, zone: zone, in: &account)
            }?.code
        }
        #expect(code(&account, "one") == .delegationSetAlreadyCreated)
        #expect(code(&account, "two", "Z1") == .delegationSetAlreadyReusable)
        #expect(code(&account, "two", "Z2") == .hostedZoneNotFound)
        #expect(code(&account, "") == .invalidInput)
        #expect(code(&bare, "two", "Z1") == .invalidArgument)
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.getReusableDelegationSet(ID("N0"))
            } == AccountError(.noSuchDelegationSet, "No delegation set found with ID: N0")
        )
    }

    @Test("are at most 100, and walks in pages visit each once")
    func paging() throws {
        var account = Account(surroundings: servers)
        for number in 1...100 { _ = try create("\(number)", in: &account) }
        #expect(
            refusal { () throws(AccountError) in _ = try create("101", in: &account) }
                == AccountError(
                    .limitsExceeded,
                    "There can be at most 100 reusable delegation sets"
                )
        )
        var seen: [String] = []
        var marker: String?
        repeat {
            let page = try account.listReusableDelegationSets(marker: marker, maxItems: "33")
            seen += page.delegationSets.items.map(\.id)
            marker = page.nextMarker
        } while marker != nil
        #expect(seen == account.delegationSets.keys.map { "/delegationset/\($0)" })
    }

    @Test(
        "and other things count against the limits of an account",
        arguments: [
            ("MAX_HEALTH_CHECKS_BY_OWNER", 200, 0), ("MAX_HOSTED_ZONES_BY_OWNER", 2_147_483_647, 1),
            ("MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER", 5, 0),
            ("MAX_REUSABLE_DELEGATION_SETS_BY_OWNER", 100, 1),
            ("MAX_TRAFFIC_POLICIES_BY_OWNER", 50, 0),
        ]
    )
    func limits(_ type: String, _ value: Int, _ count: Int) throws {
        var account = Account.withZone(surroundings: servers)
        _ = try create("one", in: &account)
        let response = try account.getAccountLimit(type)
        #expect(response == LimitResponse(type: type, value: value, count: count))
        #expect(
            refusal { () throws(AccountError) in _ = try account.getAccountLimit("MAX_X") }?.code
                == .invalidInput
        )
    }
}
