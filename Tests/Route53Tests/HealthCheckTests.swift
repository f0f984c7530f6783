import HealthChecking
import HostedZones
import Route53
import Routing
import Testing

@Suite("Health checks")
struct HealthCheckTests {
    private let context = TestContext().context

    private func web(
        _ change: (inout HealthCheckConfigElement) -> Void = { _ in }
    ) -> HealthCheckConfigElement {
        var config = HealthCheckConfigElement(type: "HTTP")
        config.ipAddress = "192.0.2.1"
        change(&config)
        return config
    }

    private func calculated(_ children: [String], threshold: Int = 1) -> HealthCheckConfigElement {
        var config = HealthCheckConfigElement(type: "CALCULATED")
        config.childHealthChecks = ElementList(children)
        config.healthThreshold = threshold
        return config
    }

    private func create(
        _ reference: String,
        _ config: HealthCheckConfigElement,
        in account: inout Account
    ) throws(AccountError) -> HealthCheckElement {
        let request = CreateHealthCheckRequest(callerReference: reference, config: config)
        return try account.createHealthCheck(request, context).healthCheck
    }

    @Test("are made with a UUID, version 1 and Route 53's defaults")
    func creation() throws {
        var account = Account()
        let made = try create("one", web { $0.type = "HTTPS" }, in: &account)
        #expect(made.id.count == 36)
        #expect(made.version == 1)
        #expect(made.config.port == 443)
        #expect(made.config.requestInterval == 30)
        #expect(made.config.failureThreshold == 3)
        #expect(made.config.enableSNI == true)
        #expect(made.config.inverted == false)
        #expect(try account.getHealthCheck(ID(made.id)).healthCheck == made)
        #expect(account.getHealthCheckCount().count == 1)
    }

    @Test("are made once for a caller reference, which stays taken for ever")
    func references() throws {
        var account = Account()
        let taken = AccountError(
            .healthCheckAlreadyExists,
            "A health check has already been created with the specified caller reference."
        )
        let one = try create("one", web(), in: &account)
        #expect(try create("one", web { $0.port = 80 }, in: &account) == one)
        #expect(account.healthChecks.count == 1)
        #expect(
            refusal { () throws(AccountError) in
                _ = try create("one", web { $0.port = 81 }, in: &account)
            } == taken
        )
        #expect(try create("two", web(), in: &account).id != one.id)
        try account.deleteHealthCheck(ID(one.id))
        #expect(
            refusal { () throws(AccountError) in _ = try create("one", web(), in: &account) }
                == taken
        )
    }

    /// A change that spoils a check of type HTTP, and what is said of it.
    struct BadConfig: Sendable, CustomTestStringConvertible {
        let change: @Sendable (inout HealthCheckConfigElement) -> Void
        let message: String

        init(
            _ change: @escaping @Sendable (inout HealthCheckConfigElement) -> Void,
            _ message: String
        ) {
            self.change = change
            self.message = message
        }

        var testDescription: String { message }
    }

    @Test(
        "that HealthChecking could not carry out are refused in its words",
        arguments: [
            BadConfig(
                { $0.type = "PING" },
                """
                Invalid XML ; cvc-enumeration-valid: Value 'PING' is not facet-valid with respect to \
                enumeration '[HTTP, HTTPS, HTTP_STR_MATCH, HTTPS_STR_MATCH, TCP, CALCULATED, \
                CLOUDWATCH_METRIC, RECOVERY_CONTROL]'. It must be a value from the enumeration.
                """
            ),
            BadConfig(
                { $0.ipAddress = nil },
                "a health check of type HTTP needs IPAddress or FullyQualifiedDomainName"
            ),
            BadConfig(
                { $0.searchString = "ok" },
                "SearchString does not belong to a health check of type HTTP"
            ),
            BadConfig(
                { $0.enableSNI = true },
                "EnableSNI does not belong to a health check of type HTTP"
            ),
            BadConfig(
                { $0.childHealthChecks = ElementList(["a"]) },
                "ChildHealthChecks does not belong to a health check of type HTTP"
            ),
            BadConfig({ $0.requestInterval = 20 }, "RequestInterval: found 20, expected 10 or 30"),
            BadConfig({ $0.failureThreshold = 11 }, "FailureThreshold: found 11, expected 1 to 10"),
            BadConfig({ $0.port = 0 }, "Port: found 0, expected 1 to 65535"),
            BadConfig(
                { $0.regions = ElementList(["us-east-1"]) },
                "Regions: found 1, expected 3 or more, each once"
            ),
            BadConfig({ $0.type = "TCP" }, "a health check of type TCP needs Port"),
        ]
    )
    func refused(_ bad: BadConfig) {
        var account = Account()
        let refusal = refusal { () throws(AccountError) in
            _ = try create("one", web(bad.change), in: &account)
        }
        #expect(refusal == AccountError(.invalidInput, bad.message))
        #expect(account.takeEdits().isEmpty)
    }

    @Test("are calculated from checks that exist and are not calculated themselves")
    func children() throws {
        var account = Account(
            surroundings: Surroundings(
                healthChecks: [
                    HealthCheckEntry(id: ID("web"), callerReference: "web", config: web())
                ]
            )
        )
        let child = try create("child", web(), in: &account)
        let parent = try create("parent", calculated([child.id, "web"]), in: &account)
        func message(_ children: [String]) -> String? {
            refusal { () throws(AccountError) in
                _ = try create("other", calculated(children), in: &account)
            }?.message
        }
        #expect(message(["nobody"])?.hasSuffix("found nobody, which does not exist") == true)
        #expect(message([parent.id])?.hasSuffix("which is CALCULATED itself") == true)
        #expect(message([child.id, child.id]) == "ChildHealthChecks: found \(child.id) twice")

        let inUse = refusal { () throws(AccountError) in
            try account.deleteHealthCheck(ID(child.id))
        }
        #expect(inUse?.code == .healthCheckInUse)
        var toItself = UpdateHealthCheckRequest()
        toItself.childHealthChecks = ElementList([parent.id])
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.updateHealthCheck(ID(parent.id), toItself)
            }?.code == .invalidInput
        )
        try account.deleteHealthCheck(ID(parent.id))
        try account.deleteHealthCheck(ID(child.id))
    }

    @Test("are updated by members, with a version that tells of the changes of others")
    func update() throws {
        var account = Account()
        let config = web {
            $0.fullyQualifiedDomainName = "www.example.com"
            $0.resourcePath = "/health"
            $0.regions = ElementList(["us-east-1", "us-west-1", "eu-west-1"])
        }
        let made = try create("one", config, in: &account)
        var request = UpdateHealthCheckRequest()
        request.version = 1
        request.port = 8080
        request.resetElements = ElementList([
            "FullyQualifiedDomainName", "ResourcePath", "Regions",
        ])
        let updated = try account.updateHealthCheck(ID(made.id), request).healthCheck
        #expect(updated.version == 2)
        #expect(updated.config.port == 8080)
        #expect(updated.config.ipAddress == "192.0.2.1")
        #expect(updated.config.fullyQualifiedDomainName == nil)
        #expect(updated.config.resourcePath == nil)
        #expect(updated.config.regions == nil)

        let mismatch = refusal { () throws(AccountError) in
            _ = try account.updateHealthCheck(ID(made.id), request)
        }
        #expect(
            mismatch
                == AccountError(
                    .healthCheckVersionMismatch,
                    "The health check has version 2, not 1"
                )
        )
        request.version = nil
        request.resetElements = ElementList(["IPAddress"])
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.updateHealthCheck(ID(made.id), request)
            }?.code == .invalidInput
        )
    }

    @Test("of the configuration are listed among the others, and cannot be changed")
    func configured() throws {
        let entry = HealthCheckEntry(id: ID("web"), callerReference: "web", config: web())
        var account = Account(surroundings: Surroundings(healthChecks: [entry]))
        let made = try create("one", web(), in: &account)
        let listed = try account.listHealthChecks(marker: nil, maxItems: nil)
        #expect(Set(listed.healthChecks.items.map(\.id)) == [made.id, "web"])
        #expect(account.isHealthCheck("web"))
        let refusals = [
            refusal { () throws(AccountError) in try account.deleteHealthCheck(entry.id) },
            refusal { () throws(AccountError) in
                _ = try account.updateHealthCheck(entry.id, UpdateHealthCheckRequest())
            },
        ]
        for refusal in refusals {
            #expect(
                refusal
                    == AccountError(
                        .invalidInput,
                        "The health check web is one of the server's configuration:"
                            + " it can be changed only there"
                    )
            )
        }
    }

    @Test("that do not exist are 404s, whatever is wanted of them")
    func unknown() {
        var account = Account()
        let id = ID<HealthCheckEntry>("nobody")
        let missing = AccountError(.noSuchHealthCheck, "No health check found with ID: nobody")
        #expect(
            refusal { () throws(AccountError) in _ = try account.getHealthCheck(id) } == missing
        )
        #expect(
            refusal { () throws(AccountError) in try account.deleteHealthCheck(id) } == missing
        )
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.updateHealthCheck(id, UpdateHealthCheckRequest())
            } == missing
        )
    }

    @Test("are at most 200, and walks in pages visit each once")
    func paging() throws {
        var account = Account()
        for number in 1...200 { _ = try create("\(number)", web(), in: &account) }
        #expect(
            refusal { () throws(AccountError) in _ = try create("201", web(), in: &account) }
                == AccountError(.tooManyHealthChecks, "There can be at most 200 health checks")
        )
        var seen: [String] = []
        var marker: String?
        repeat {
            let page = try account.listHealthChecks(marker: marker, maxItems: "70")
            #expect(page.marker == marker)
            #expect(page.isTruncated == (page.nextMarker != nil))
            seen += page.healthChecks.items.map(\.id)
            marker = page.nextMarker
        } while marker != nil
        #expect(seen == account.healthChecks.keys.map(\.text))
        #expect(try account.listHealthChecks(marker: nil, maxItems: "1000").maxItems == 100)
        #expect(
            refusal { () throws(AccountError) in
                _ = try account.listHealthChecks(marker: nil, maxItems: "0")
            }?.code == .invalidInput
        )
    }

    @Test("become HealthChecking's, a child that is gone counting as healthy")
    func conversion() throws {
        let configured = try HealthCheck(
            id: #require(HealthCheckID("web")),
            config: web().configForTests()
        )
        var account = Account(
            surroundings: Surroundings(healthChecks: [HealthCheckEntry(configured)])
        )
        let child = try create("child", web(), in: &account)
        let parent = try create(
            "parent",
            calculated([child.id, "web"], threshold: 2),
            in: &account
        )
        func calculation(beside configured: HealthCheckSet) throws -> HealthCheck.Calculation? {
            let set = try account.healthChecks(beside: configured)
            let check = try #require(set.checks.first { $0.id.text == parent.id })
            guard case .calculation(let calculation) = check.subject else { return nil }
            return calculation
        }
        let whole = try calculation(beside: HealthCheckSet([configured]))
        #expect(whole?.children.count == 2)
        #expect(whole?.healthThreshold == 2)
        let rest = try calculation(beside: .empty)
        #expect(rest?.children.map(\.text) == [child.id])
        #expect(rest?.healthThreshold == 1)
    }

    @Test("are observed by one checker, which says what it saw and when")
    func observations() {
        let observation = Observation(
            result: .success(.response(HTTPStatus(code: 200, reason: "OK"))),
            address: nil,
            latency: nil,
            checkedAt: 1_486_690_601
        )
        let reports = HealthCheckObservationsResponse(observation).observations.items
        #expect(reports.map(\.statusReport.status) == ["Success: HTTP Status Code 200, OK"])
        #expect(
            reports.map(\.statusReport.checkedTime.description) == ["2017-02-10T01:36:41.000Z"]
        )
        #expect(HealthCheckObservationsResponse(nil).observations.items.isEmpty)
    }

    @Test("can be referred to by zones, as CIDR collections can, beside those of the configuration")
    func zoneReferences() throws {
        var account = Account(
            surroundings: Surroundings(
                references: ZoneReferences(healthChecks: ["web": .observable])
            )
        )
        let probed = try create("probed", web(), in: &account)
        var alarm = HealthCheckConfigElement(type: "CLOUDWATCH_METRIC")
        alarm.alarmIdentifier = AlarmIdentifierElement(region: "us-east-1", name: "alarm")
        let unobservable = try create("alarm", alarm, in: &account)
        account.put(
            .cidrCollection(
                CIDRCollectionEntry(
                    id: ID("cidrs"),
                    name: "cidrs",
                    callerReference: "cidrs",
                    locations: ["eu": ["192.0.2.0/24"]]
                )
            )
        )
        let references = try account.references()
        #expect(
            references.healthChecks
                == ["web": .observable, probed.id: .observable, unobservable.id: .unobservable]
        )
        #expect(references.cidrCollections["cidrs"]?.locations.keys.map(\.self) == ["eu"])
    }
}

extension HealthCheckConfigElement {
    /// The same check as the configuration would make it.
    fileprivate func configForTests() -> HealthCheckConfig {
        var config = HealthCheckConfig(type: .http)
        config.ipAddress = ipAddress
        return config
    }
}
