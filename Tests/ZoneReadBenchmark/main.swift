// Reads and checks a master file, and says how long that took.
//
//     valgrind --tool=callgrind .build/release/ZoneReadBenchmark big.example big.example.zone

import DNSWire
import Glibc
import HostedZones

guard CommandLine.arguments.count == 3 else {
    print("usage: ZoneReadBenchmark ZONE FILE")
    exit(2)
}
let clock = ContinuousClock()
let name = try DomainName(presentation: CommandLine.arguments[1])
let start = clock.now
let (zone, problems) = try MasterFileReader.read(CommandLine.arguments[2], zone: name)
let read = clock.now
let found = ZoneChecks.problems(of: zone)
let checked = clock.now
for problem in problems + found { print(problem) }
print(
    """
    \(zone.plain.recordCount) records in \(zone.plain.count) RRsets of \(zone.plain.ownerCount) \
    names: read in \(read - start), checked in \(checked - read)
    """
)
