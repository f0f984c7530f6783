#if ControlAPI
    import ControlAPI
    import DNSWire
    import HealthChecking
    import MeridianKit
    import Route53
    import Testing

    @Suite("Answers from the account")
    struct AccountPublicationTests {
        private static let file = "zone: a.example\nrecords: {www: {A: 192.0.2.1}}\n"

        @Test("record sets come, change and go with their changes")
        func recordSets() async throws {
            let world = try await AccountWorld()
            #expect(try world.answer("www.a.example") == "REFUSED")
            try await world.change { account in
                account.putZone("a.example.", "Z1", ordinal: 1)
                account.putRecord("www.a.example.", "A", "192.0.2.1", in: "Z1")
            }
            #expect(try world.answer("www.a.example") == "192.0.2.1")
            #expect(try world.answer("a.example", .ns) == "ns1.a.example.")
            try await world.change { account in
                account.putRecord("www.a.example.", "A", "192.0.2.2", in: "Z1")
            }
            #expect(try world.answer("www.a.example") == "192.0.2.2")
            try await world.change { account in
                let key = RecordSetKey(name: "www.a.example.", type: "A", setIdentifier: nil)
                account.removeRecord(key, in: "Z1")
            }
            #expect(try world.answer("www.a.example") == "NXDOMAIN")
            try await world.change { $0.removeZone("Z1") }
            #expect(try world.answer("a.example", .ns) == "REFUSED")
            #expect(world.meridian.zoneNames == [])
        }

        @Test("of zones with one name the file's is served, then the account's first public one")
        func namesakes() async throws {
            let world = try await AccountWorld(zones: ["a.yaml": Self.file])
            try await world.change { account in
                for (id, ordinal) in [("Z3", 3), ("Z2", 2), ("Z1", 1)] {
                    account.putZone("a.example.", id, ordinal: ordinal, isPrivate: ordinal == 1)
                    account.putRecord("www.a.example.", "A", "192.0.2.1\(ordinal)", in: id)
                }
            }
            #expect(try world.answer("www.a.example") == "192.0.2.1", "the file's")
            try world.files.write(
                "zones/a.yaml",
                "zone: b.example\nrecords: {www: {A: 192.0.2.9}}\n"
            )
            _ = await world.reload()
            #expect(try world.answer("www.a.example") == "192.0.2.12", "the first public one")
            #expect(try world.answer("www.b.example") == "192.0.2.9")
            try await world.change { $0.removeZone("Z2") }
            #expect(try world.answer("www.a.example") == "192.0.2.13", "the next one")
            try world.files.write("zones/a.yaml", Self.file)
            _ = await world.reload()
            #expect(try world.answer("www.a.example") == "192.0.2.1", "the file's again")
            try await world.change { $0.putRecord("www.a.example.", "A", "192.0.2.99", in: "Z3") }
            #expect(try world.answer("www.a.example") == "192.0.2.1", "a change behind it hides")
            try await world.change { $0.removeZone("Z3") }
            #expect(try world.answer("www.a.example") == "192.0.2.1", "and so does its removal")
        }

        @Test("private zones are never served")
        func privateZones() async throws {
            let world = try await AccountWorld()
            try await world.change { account in
                account.putZone("a.example.", "Z1", ordinal: 1, isPrivate: true)
                account.putRecord("www.a.example.", "A", "192.0.2.1", in: "Z1")
            }
            #expect(try world.answer("www.a.example") == "REFUSED")
        }

        @Test("what was acknowledged is there after a restart")
        func restart() async throws {
            let world = try await AccountWorld(inMemory: false)
            try await world.change { account in
                account.putZone("a.example.", "Z1", ordinal: 1)
                account.putRecord("www.a.example.", "A", "192.0.2.1", in: "Z1")
            }
            try await world.change { $0.putRecord("www.a.example.", "A", "192.0.2.2", in: "Z1") }
            try await world.restart()
            #expect(try world.answer("www.a.example") == "192.0.2.2")
            try await world.change { $0.putRecord("www.a.example.", "A", "192.0.2.3", in: "Z1") }
            #expect(try world.answer("www.a.example") == "192.0.2.3")
        }

        @Test("a health check of the account decides who answers")
        func healthChecks() async throws {
            let world = try await AccountWorld()
            let id = "11111111-2222-4333-8444-555555555555"
            var config = HealthCheckConfigElement(type: "CLOUDWATCH_METRIC")
            config.alarmIdentifier = AlarmIdentifierElement(region: "us-east-1", name: "queue")
            config.insufficientDataHealthStatus = "Healthy"
            let check = HealthCheckEntry(id: ID(id), callerReference: "1", config: config)
            try await world.change { account in
                account.put(.healthCheck(check))
                account.putZone("a.example.", "Z1", ordinal: 1)
                for (role, address) in [("PRIMARY", "192.0.2.1"), ("SECONDARY", "192.0.2.2")] {
                    var recordSet = RecordSetElement(
                        name: "www.a.example.",
                        type: "A",
                        ttl: 60,
                        records: [address]
                    )
                    recordSet.setIdentifier = role
                    recordSet.failover = role
                    if role == "PRIMARY" { recordSet.healthCheckID = id }
                    account.putRecord(recordSet, in: "Z1")
                }
            }
            #expect(try world.answer("www.a.example") == "192.0.2.1")
            #expect(await (try world.plane).healthReport(of: ID(id))?.health == .healthy)
            config.insufficientDataHealthStatus = "Unhealthy"
            var inverted = check
            inverted.config = config
            let update = inverted
            try await world.change { $0.put(.healthCheck(update)) }
            #expect(try world.answer("www.a.example") == "192.0.2.2")
            #expect(world.meridian.health == [id: "unhealthy"])
            _ = await world.reload()
            #expect(try world.answer("www.a.example") == "192.0.2.2", "a reload does not lose it")
            try await world.change { $0.remove(.healthCheck(ID(id))) }
            #expect(try world.answer("www.a.example") == "192.0.2.1", "one that is gone is healthy")
        }

        @Test("a CIDR collection of the account decides who gets what")
        func collections() async throws {
            let world = try await AccountWorld()
            let collection = CIDRCollectionEntry(
                id: ID("offices"),
                name: "offices",
                callerReference: "1",
                locations: ["berlin": ["192.0.2.0/24"]]
            )
            try await world.change { account in
                account.put(.cidrCollection(collection))
                account.putZone("a.example.", "Z1", ordinal: 1)
                for (location, address) in [("berlin", "203.0.113.1"), ("*", "203.0.113.2")] {
                    var recordSet = RecordSetElement(
                        name: "www.a.example.",
                        type: "A",
                        ttl: 60,
                        records: [address]
                    )
                    recordSet.setIdentifier = location
                    recordSet.cidrRoutingConfig = CIDRRoutingElement(
                        collectionID: "offices",
                        locationName: location
                    )
                    account.putRecord(recordSet, in: "Z1")
                }
            }
            #expect(try world.answer("www.a.example", from: "192.0.2.77") == "203.0.113.1")
            #expect(try world.answer("www.a.example", from: "198.51.100.7") == "203.0.113.2")
            var moved = collection
            moved.locations = ["berlin": ["198.51.100.0/24"]]
            let change = moved
            try await world.change { $0.put(.cidrCollection(change)) }
            #expect(try world.answer("www.a.example", from: "192.0.2.77") == "203.0.113.2")
            #expect(try world.answer("www.a.example", from: "198.51.100.7") == "203.0.113.1")
        }

        @Test("what the configuration says anew of aliases reaches the zones of the account")
        func reconfiguration() async throws {
            let world = try await AccountWorld(
                configuration: "alias_targets: {lb.example.net: 192.0.2.1}\n"
            )
            try await world.change { account in
                account.putZone("a.example.", "Z1", ordinal: 1)
                var recordSet = RecordSetElement(name: "www.a.example.", type: "A")
                recordSet.aliasTarget = AliasTargetElement(
                    hostedZoneID: "Z2FDTNDATAQYW2",
                    dnsName: "lb.example.net.",
                    evaluateTargetHealth: false
                )
                account.putRecord(recordSet, in: "Z1")
            }
            #expect(try world.answer("www.a.example") == "192.0.2.1")
            try world.files.write(
                "meridian.yaml",
                ReloadWorld.head + "alias_targets: {lb.example.net: 192.0.2.2}\n"
            )
            _ = await world.reload()
            #expect(try world.answer("www.a.example") == "192.0.2.2")
        }
    }
#endif
