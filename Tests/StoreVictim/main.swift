// Changes an account without a pause until it is killed, and says what it does, a line each:
//
//     opening                    the store is being opened
//     asked WORKER NUMBER        a change is about to be made
//     done WORKER NUMBER         the keeper has answered that it is
//     refused WORKER NUMBER WHY  or that it is not; the worker tries again
//
// The change NUMBER of a worker writes the number into several record sets, makes one that bears the
// number in its name, and removes one of those that are left from before: all of it or none. Those
// numbers go on where the store says that the worker was.

import AccountStore
import Foundation
import Route53

let workerCount = 4
let batchSize = 5
/// How many record sets with numbers in their names a worker leaves standing.
let trailLength = 10

let zone = ID<HostedZoneEntry>("Z1")

func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

func key(_ name: String) -> RecordSetKey {
    RecordSetKey(name: "\(name).example.com.", type: "TXT", setIdentifier: nil)
}

func recordSet(_ name: String, _ value: Int) -> Entity {
    let key = key(name)
    let recordSet = RecordSetElement(
        name: key.name,
        type: key.type,
        ttl: 60,
        records: ["\"\(value)\""]
    )
    return .recordSet(recordSet, zone: zone)
}

/// The last change of a worker that the account has; 0: none.
func lastNumber(of worker: Int, in account: Account) -> Int {
    let values = account.hostedZones[zone]?.recordSets[key("0.worker\(worker)")]?.records ?? []
    return values.first.flatMap { Int($0.dropFirst().dropLast()) } ?? 0
}

func change(_ number: Int, of worker: Int, in account: inout Account) {
    for index in 0..<batchSize { account.put(recordSet("\(index).worker\(worker)", number)) }
    account.put(recordSet("trail\(number).worker\(worker)", number))
    let old = key("trail\(number - trailLength).worker\(worker)")
    account.remove(.recordSet(old, zone: zone))
}

func work(_ worker: Int, on keeper: AccountKeeper) async {
    var number = keeper.withAccount { lastNumber(of: worker, in: $0) } + 1
    while true {
        let next = number
        say("asked \(worker) \(number)")
        do throws(AccountError) {
            try await keeper.change { account, _ in change(next, of: worker, in: &account) }
            say("done \(worker) \(number)")
            number += 1
        } catch {
            say("refused \(worker) \(number) \(error)")
        }
    }
}

say("opening")
let keeper = try AccountKeeper(
    storage: try SQLiteStorage(path: CommandLine.arguments[1]),
    surroundings: Surroundings(),
    context: {
        RequestContext(now: Timestamp(milliseconds: 0)) { [UInt8](repeating: 0, count: $0) }
    },
    committed: { _ in }
)
let zoneEntry = HostedZoneEntry(
    id: zone,
    name: "example.com.",
    callerReference: "victim",
    createdAt: Timestamp(milliseconds: 0),
    ordinal: 1,
    nameServers: ["ns1.example.net"]
)
try await keeper.change { account, _ in
    account.put(.hostedZone(zoneEntry))
    for type in ["SOA", "NS"] {
        account.put(.recordSet(RecordSetElement(name: zoneEntry.name, type: type), zone: zone))
    }
}
await withTaskGroup(of: Void.self) { group in
    for worker in 0..<workerCount { group.addTask { await work(worker, on: keeper) } }
}
