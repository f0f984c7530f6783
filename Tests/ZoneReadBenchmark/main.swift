// Reads and checks master files that are named after their zones, and says how long that took. A
// directory stands for the files in it. In front of them may stand how many threads read ahead.
//
//     valgrind --tool=callgrind .build/release/ZoneReadBenchmark 0 big.example.zone

import DNSWire
import HostedZones
import OperatorFiles

/// What the files took so far.
struct Totals {
    private let clock = ContinuousClock()
    private var records = 0
    private var read = Duration.zero
    private var check = Duration.zero

    init() {}

    mutating func measure(_ path: String, threads: Int) throws {
        let file = path.split(separator: "/").last ?? ""
        let name = try DomainName(presentation: file.replacing(".zone", with: ""))
        let start = clock.now
        let (zone, problems) = try MasterFileReader.read(
            path,
            zone: name,
            readAhead: ReadAheadPlan(threads: threads)
        )
        let middle = clock.now
        let found = ZoneChecks.problems(of: zone)
        check += clock.now - middle
        read += middle - start
        for problem in problems + found { print(problem) }
        records += zone.plain.recordCount
    }

    var summary: String { "\(records) records: read in \(read), checked in \(check)" }
}

var totals = Totals()
let threads = CommandLine.arguments.dropFirst().first.flatMap { Int($0) }
for argument in CommandLine.arguments.dropFirst(threads == nil ? 1 : 2) {
    let paths =
        try LocalFiles.isDirectory(argument)
        ? LocalFiles.entries(ofDirectory: argument).map(\.name).map { "\(argument)/\($0)" }
        : [argument]
    for path in paths { try totals.measure(path, threads: threads ?? 0) }
}
print(totals.summary)
