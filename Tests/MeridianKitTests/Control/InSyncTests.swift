#if ControlAPI
    import Addressing
    import ControlAPI
    import DNSWire
    import MeridianKit
    import OperatorFiles
    import Route53
    import Testing

    @Suite("When DNS answers with a change")
    struct InSyncTests {
        private static let clients = 4
        private static let changesOfEach = 60

        /// Four clients change names of their own, and ask the published state at once when they are
        /// told that it has the change; meanwhile files are reloaded again and again.
        @Test("a change that is in sync is answered with, whatever else is going on")
        func inSync() async throws {
            let world = try await AccountWorld(
                zones: ["f.yaml": "zone: f.example\nrecords: {www: {A: 192.0.2.1}}\n"]
            )
            try await world.change { $0.putZone("a.example.", "Z1", ordinal: 1) }
            let meridian = world.meridian
            let plane = try world.plane
            let reloading = Task {
                var count = 0
                while !Task.isCancelled {
                    _ = await meridian.reload(.anything)
                    count += 1
                }
                return count
            }
            let stale = try await withThrowingTaskGroup(of: [String].self) { group in
                for client in 0..<Self.clients {
                    group.addTask { try await Self.change(plane, meridian, as: client) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            reloading.cancel()
            #expect(stale == [])
            #expect(await reloading.value > 0)
            #expect(try world.answer("www.f.example") == "192.0.2.1")
        }

        /// Returns what was answered otherwise than it should have been.
        private static func change(
            _ plane: any ControlPlane,
            _ meridian: Meridian,
            as client: Int
        ) async throws -> [String] {
            var stale: [String] = []
            for number in 0..<changesOfEach {
                let (name, address) = ("c\(client).a.example.", "192.0.2.\(number)")
                let id = try await plane.change { account, context in
                    account.putRecord(name, "A", address, in: "Z1")
                    let id = context.makeID("C", of: ChangeEntry.self)
                    account.put(.change(ChangeEntry(id: id, submittedAt: context.now)))
                    return id
                }
                await plane.waitUntilServed(id)
                let answer = try AccountWorld.answer(of: meridian, name)
                if answer != address { stale.append("\(name) \(answer), expected \(address)") }
            }
            return stale
        }

        @Test(
            "what was made in pieces is what would be compiled at once",
            arguments: 0..<6 as Range
        )
        func pieces(_ seed: UInt64) async throws {
            var random = RandomBatches(seed: seed)
            let world = try await AccountWorld()
            try await world.change { $0.putZone("a.example.", "Z1", ordinal: 1) }
            for _ in 0..<40 {
                let batch = random.batch()
                try await world.change { account in for step in batch { step.apply(&account) } }
            }
            // The copy has all of it at once, and so is compiled whole.
            try await world.change { account in
                let recordSets =
                    account.hostedZones[ID("Z1")].map { Array($0.recordSets.all) } ?? []
                account.putZone("b.example.", "Z2", ordinal: 2)
                for recordSet in recordSets where recordSet.name != "a.example." {
                    var copy = recordSet
                    copy.name = recordSet.name.replacing("a.example.", with: "b.example.")
                    account.putRecord(copy, in: "Z2")
                }
            }
            for (name, type) in RandomBatches.questions {
                for client in ["198.51.100.1", "203.0.113.1"] {
                    let pieces = try world.answer("\(name).a.example", type, from: client)
                    let whole = try world.answer("\(name).b.example", type, from: client)
                    #expect(
                        pieces.replacing("a.example.", with: "")
                            == whole.replacing("b.example.", with: ""),
                        "\(name) \(type) from \(client)"
                    )
                }
            }
        }
    }

    /// Changes of a few names that get into each other's way: wildcards, empty non-terminals,
    /// delegations, routed record sets.
    private struct RandomBatches {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

        private static let owners = ["www", "*", "x.y.z", "y.z", "z", "*.z", "deep.www", "sub"]
        static let questions: [(String, RRType)] =
            (owners + ["other", "a.b", "q.z", "q.y.z", "host.sub"]).flatMap { owner in
                [RRType.a, .txt, .ns].map { (owner.replacing("*", with: "star"), $0) }
            }

        struct Step: Sendable {
            let recordSet: RecordSetElement
            let isThere: Bool

            func apply(_ account: inout Account) {
                if isThere {
                    account.putRecord(recordSet, in: "Z1")
                } else {
                    account.removeRecord(recordSet.key, in: "Z1")
                }
            }
        }

        mutating func batch() -> [Step] { (0...next(4)).map { _ in step() } }

        private mutating func step() -> Step {
            let owner = Self.owners[next(Self.owners.count)]
            let name = "\(owner).a.example."
            let isThere = next(3) > 0
            let number = next(250)
            var recordSet: RecordSetElement
            switch owner == "sub" ? 2 : next(3) {
            case 0:
                recordSet = .init(name: name, type: "A", ttl: 60, records: ["192.0.2.\(number)"])
                let location = ["CN", "*"][next(2)]
                recordSet.setIdentifier = location
                recordSet.geoLocation = GeoLocationElement(countryCode: location)
                recordSet.type = owner.hasPrefix("*") ? "AAAA" : "A"
                if recordSet.type == "AAAA" { recordSet.records = ["2001:db8::\(number)"] }
            case 1:
                recordSet = .init(name: name, type: "TXT", ttl: 60, records: ["\"\(number)\""])
            default:
                recordSet = .init(name: name, type: "NS", ttl: 60, records: ["ns\(number).test."])
                if owner != "sub" {
                    recordSet = .init(
                        name: name,
                        type: "MX",
                        ttl: 60,
                        records: ["1 m\(number).test."]
                    )
                }
            }
            return Step(recordSet: recordSet, isThere: isThere)
        }

        private mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }
#endif
