import AccountStore
import Glibc
import Route53

/// Clients that change one record set after the other.
struct Load {
    let keeper: AccountKeeper
    let zone: SampleZone
    let clientCount: Int

    struct Result {
        let changesPerSecond: Int
        let processorMicroseconds: Int
    }

    func run(for duration: Duration) async throws -> Result {
        let start = ContinuousClock.now
        let processorStart = clock()
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<clientCount {
                group.addTask { try await change(as: client, until: start + duration) }
            }
            return try await group.reduce(0, +)
        }
        let seconds = start.duration(to: .now) / .seconds(1)
        let processorSeconds = Double(clock() - processorStart) / Double(CLOCKS_PER_SEC)
        return Result(
            changesPerSecond: Int(Double(count) / seconds),
            processorMicroseconds: Int(processorSeconds / Double(count) * 1_000_000)
        )
    }

    /// As UPSERT does it: the record set, and a change to be asked about.
    private func change(as client: Int, until end: ContinuousClock.Instant) async throws -> Int {
        var count = 0
        while ContinuousClock.now < end {
            let number = (client + count * clientCount) % zone.recordCount
            let recordSet = zone.recordSet(number, last: count)
            try await keeper.change { account, context in
                account.put(recordSet)
                let id = context.makeID("C", of: ChangeEntry.self)
                account.put(.change(ChangeEntry(id: id, submittedAt: context.now)))
            }
            count += 1
        }
        return count
    }
}
