// Measures the keeper of an account and its store: how many changes a second it can write down, beside
// what the disk itself can, and how long a start takes. Run by `scripts/bench store`.
//
//     StoreBenchmark DIRECTORY [CLIENTS [RECORDS [SECONDS]]]
//
// Prints NAME<tab>VALUE lines.

import AccountStore
import Foundation
import Route53

/// The number at a place of the command line.
func argument(_ place: Int, otherwise value: Int) -> Int {
    guard CommandLine.arguments.count > place else { return value }
    return Int(CommandLine.arguments[place]) ?? value
}

guard CommandLine.arguments.count > 1 else {
    print("usage: StoreBenchmark DIRECTORY [CLIENTS [RECORDS [SECONDS]]]")
    exit(2)
}
let directory = CommandLine.arguments[1]
let clientCount = argument(2, otherwise: 32)
let recordCount = argument(3, otherwise: 10_000)
let duration = Duration.seconds(argument(4, otherwise: 5))
let path = directory + "/store-benchmark.db"

func report(_ name: String, _ value: some CustomStringConvertible) { print("\(name)\t\(value)") }

func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }

for suffix in ["", "-wal", "-shm", "-lock"]
where FileManager.default.fileExists(atPath: path + suffix) {
    try FileManager.default.removeItem(atPath: path + suffix)
}

report("disk's fdatasync/s before", try DiskSpeed.synchronisationsPerSecond(in: directory))
let zone = SampleZone(recordCount: recordCount)
do {
    let storage = try SQLiteStorage(path: path)
    let filling = ContinuousClock.now
    try storage.commit(zone.entities.map { Edit(key: $0.key, before: nil, after: $0) })
    report("filling, record sets", recordCount)
    report("filling, ms", milliseconds(filling.duration(to: .now)))
}

let loading = ContinuousClock.now
let storage = try SQLiteStorage(path: path)
let keeper = try AccountKeeper(
    storage: storage,
    surroundings: Surroundings(),
    context: {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        return RequestContext(now: now) { count in
            (0..<count).map { _ in UInt8.random(in: .min ... .max) }
        }
    },
    committed: { _ in }
)
report("opening and loading, ms", milliseconds(loading.duration(to: .now)))

let load = Load(keeper: keeper, zone: zone, clientCount: clientCount)
let result = try await load.run(for: duration)
report("clients", clientCount)
report("changes/s", result.changesPerSecond)
report("processor time per change, us", result.processorMicroseconds)
report("disk's fdatasync/s after", try DiskSpeed.synchronisationsPerSecond(in: directory))
