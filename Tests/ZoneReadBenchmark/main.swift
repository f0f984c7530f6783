// Reads and checks master files that are named after their zones, and says how long that took. A
// directory stands for the files in it.
//
//     valgrind --tool=callgrind .build/release/ZoneReadBenchmark big.example.zone

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

    mutating func measure(_ path: String) throws {
        let file = path.split(separator: "/").last ?? ""
        let name = try DomainName(presentation: file.replacing(".zone", with: ""))
        let start = clock.now
        let (zone, problems) = try MasterFileReader.read(path, zone: name)
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
for argument in CommandLine.arguments.dropFirst() {
    let paths =
        try LocalFiles.isDirectory(argument)
        ? LocalFiles.entries(ofDirectory: argument).map(\.name).map { "\(argument)/\($0)" }
        : [argument]
    for path in paths { try totals.measure(path) }
}
print(totals.summary)
