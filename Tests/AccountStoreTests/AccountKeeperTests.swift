import AccountStore
import Route53
import Synchronization
import Testing

@Suite("The keeper of an account", .timeLimit(.minutes(2)))
struct AccountKeeperTests {
    private let storage = StorageInTest()
    private let published = PublishedEdits()

    private func keeper(
        condition: @escaping @Sendable (StorageError?) -> Void = { _ in }
    ) throws -> AccountKeeper {
        try AccountKeeper(
            storage: storage,
            surroundings: Surroundings(),
            context: Sample.context,
            committed: published.add,
            condition: condition
        )
    }

    /// A keeper whose account has a hosted zone already.
    private func keeperWithZone() async throws -> AccountKeeper {
        let keeper = try keeper()
        try await keeper.put(Sample.hostedZone())
        return keeper
    }

    @Test("answers a change when it is written down and told of, not before")
    func answersAfterCommit() async throws {
        let keeper = try await keeperWithZone()
        // Many, so that an answer that only happens to be late is not taken for one that waited.
        for number in 0..<500 {
            let entity = Sample.recordSet("host\(number).example.com.")
            try await keeper.put(entity)
            #expect(storage.commits.last?.map(\.after) == [entity])
            #expect(published.edits.last?.after == entity)
        }
    }

    @Test("writes down together what comes while something is being written")
    func groups() async throws {
        let keeper = try await keeperWithZone()
        storage.behave(.wait)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await keeper.put(Sample.recordSet("first.example.com.")) }
            await storage.waitForCommit()
            for number in 0..<32 {
                group.addTask { try await keeper.put(Sample.recordSet("\(number).example.com.")) }
            }
            await until { keeper.withAccount(\.recordSetCount) == 33 }
            storage.letGoOn()
            try await group.waitForAll()
        }
        #expect(storage.commits.map(\.count) == [1, 1, 32])
        #expect(published.edits == storage.commits.flatMap(\.self))
    }

    @Test("refuses all that cannot be written down, takes it back, and goes on when it can again")
    func takesBack() async throws {
        let conditions = Mutex<[StorageError?]>([])
        let keeper = try keeper { condition in conditions.withLock { $0.append(condition) } }
        try await keeper.put(Sample.hostedZone())
        try await keeper.put(Sample.recordSet(values: ["192.0.2.1"]))
        let before = storage.commits.flatMap(\.self)

        storage.behave(.waitAndFail(.full), .fail(.full))
        let outcomes = await withTaskGroup(of: AccountError?.self) { group in
            group.addTask { await keeper.refusal(of: Sample.recordSet(values: ["192.0.2.2"])) }
            await storage.waitForCommit()
            // Behind the group that fails: on top of what it did, and over it again.
            for last in 3...9 {
                let entity = Sample.recordSet(values: ["192.0.2.\(last)"])
                group.addTask { await keeper.refusal(of: entity) }
                let values = ["192.0.2.\(last)"]
                await until { keeper.withAccount { $0.sampleRecordSet }?.records == values }
            }
            storage.letGoOn()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.map { $0?.code } == Array(repeating: .serviceUnavailable, count: 8))
        #expect(outcomes[0]?.message.contains("the disk is full") == true)
        #expect(keeper.withAccount { $0.sampleRecordSet }?.records == ["192.0.2.1"])
        #expect(storage.commits.flatMap(\.self) == before)
        #expect(published.edits == before)

        #expect(await keeper.refusal(of: Sample.recordSet(values: ["192.0.2.10"])) != nil)
        try await keeper.put(Sample.recordSet(values: ["192.0.2.11"]))
        #expect(keeper.withAccount { $0.sampleRecordSet }?.records == ["192.0.2.11"])
        #expect(published.edits == storage.commits.flatMap(\.self))
        #expect(conditions.withLock { $0 } == [StorageError("test", .full), nil])
    }

    @Test("takes edits back newest first")
    func takesBackInOrder() async throws {
        let keeper = try await keeperWithZone()
        storage.behave(.fail(.full))
        let refusal = await keeper.refusal { account in
            account.put(Sample.recordSet(values: ["192.0.2.1"]))
            account.remove(Sample.recordSet().key)
            account.put(Sample.recordSet(values: ["192.0.2.2"]))
            // In the wrong order, what was there before this one is there in the end.
            account.put(Sample.recordSet(values: ["192.0.2.3"]))
        }
        #expect(refusal?.code == .serviceUnavailable)
        #expect(keeper.withAccount { $0.sampleRecordSet } == nil)
    }

    @Test(
        "tells readers nothing that is not written down",
        arguments: [false, true]
    )
    func readsWhatIsWritten(fails: Bool) async throws {
        let keeper = try await keeperWithZone()
        storage.behave(fails ? .waitAndFail(.full) : .wait)
        let seen = Count()
        let found = try await withThrowingTaskGroup(of: RecordSetElement?.self) { group in
            group.addTask {
                _ = await keeper.refusal(of: Sample.recordSet())
                return nil
            }
            await storage.waitForCommit()
            group.addTask {
                try await keeper.read { account, _ in
                    seen.increase()
                    return account.sampleRecordSet
                }
            }
            // It has looked, and has seen what is being written.
            await until { seen.value == 1 }
            storage.letGoOn()
            return try await group.reduce(into: nil) { $0 = $0 ?? $1 }
        }
        #expect((found == nil) == fails)
        // What it saw first was taken back, so it looked again.
        #expect(seen.value == (fails ? 2 : 1))
    }

    @Test("undoes an operation that is refused after it has changed something, and says so")
    func refusedTooLate() async throws {
        let keeper = try await keeperWithZone()
        let refusal = await keeper.refusal { account throws(AccountError) in
            account.put(Sample.recordSet())
            throw AccountError(.invalidInput, "too late")
        }
        #expect(refusal?.code == .internalFailure)
        #expect(keeper.withAccount { $0.sampleRecordSet } == nil)
        #expect(storage.commits.count == 1)
    }

    @Test("passes on why an operation is refused, and writes nothing")
    func refused() async throws {
        let keeper = try await keeperWithZone()
        let reason = AccountError(.noSuchHostedZone, "none")
        let refusal = await keeper.refusal { _ throws(AccountError) in throw reason }
        #expect(refusal == reason)
        #expect(storage.commits.count == 1)
    }

    @Test("holds changes back that would make the queue too long")
    func bounded() async throws {
        let keeper = try await keeperWithZone()
        let (batches, size, limit) = (40, 1_000, 16_384)
        storage.behave(.wait)
        let begun = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for batch in 0..<batches {
                group.addTask {
                    try await keeper.change { account, _ in
                        begun.increase()
                        for number in 0..<size {
                            account.put(Sample.recordSet("\(number).\(batch).example.com."))
                        }
                    }
                }
                if batch == 0 { await storage.waitForCommit() }
            }
            // One is being written, and these fill the queue.
            let admitted = 1 + limit / size + 1
            await until { begun.value >= admitted }
            for _ in 0..<10_000 { await Task.yield() }
            #expect(begun.value == admitted)
            storage.letGoOn()
            try await group.waitForAll()
        }
        #expect(storage.commits.allSatisfy { $0.count <= limit + size })
        #expect(storage.commits.flatMap(\.self).count == 1 + batches * size)
    }

    @Test("keeps the change of a client who goes away")
    func cancelled() async throws {
        let keeper = try await keeperWithZone()
        storage.behave(.wait)
        let change = Task { try await keeper.put(Sample.recordSet()) }
        await storage.waitForCommit()
        change.cancel()
        storage.letGoOn()
        try await change.value
        #expect(storage.commits.last?.map(\.after) == [Sample.recordSet()])
    }

    @Test("lets operations see new surroundings")
    func surroundings() async throws {
        let keeper = try keeper()
        keeper.replaceSurroundings(Surroundings(nameServers: ["ns.example"]))
        let seen = try await keeper.read { account, _ in account.surroundings.nameServers }
        #expect(seen == ["ns.example"])
    }

    @Test("keeps an account in memory without a storage")
    func inMemory() async throws {
        let keeper = try AccountKeeper(
            storage: nil,
            surroundings: Surroundings(),
            context: Sample.context,
            committed: published.add
        )
        try await keeper.put(Sample.hostedZone())
        #expect(published.edits == [Sample.hostedZone().edit])
    }

    /// Waits until something is so that other tasks bring about.
    private func until(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }
}

private final class Count: Sendable {
    private let state = Mutex(0)
    var value: Int { state.withLock { $0 } }

    func increase() { state.withLock { $0 += 1 } }
}

/// What a keeper has told of.
private final class PublishedEdits: Sendable {
    private let state = Mutex<[Edit]>([])
    var edits: [Edit] { state.withLock { $0 } }

    @Sendable func add(_ edits: [Edit]) { state.withLock { $0 += edits } }
}

extension AccountKeeper {
    func put(_ entity: Entity) async throws(AccountError) {
        try await change { account, _ in account.put(entity) }
    }

    /// Why this cannot be put in; nil if it could.
    func refusal(of entity: Entity) async -> AccountError? {
        await refusal { account in account.put(entity) }
    }

    func refusal(
        of operation: @escaping @Sendable (inout Account) throws(AccountError) -> Void
    ) async -> AccountError? {
        do throws(AccountError) {
            try await change { account, _ throws(AccountError) in try operation(&account) }
            return nil
        } catch {
            return error
        }
    }
}
