// Says what zones cost to compile, to keep and to replace.
//
//     ZoneBenchmark names [COUNT]     one zone of so many names, each with an address
//     ZoneBenchmark zones [COUNT]     so many zones of a name each, and one of them replaced
//     ZoneBenchmark changes [COUNT]   one zone of so many names, changed and published name by name
//
// Time and resident memory are those of this machine; the octets are the same everywhere.

import Answering
import DNSWire
import Foundation
import Geography
import TestSupport

struct Unusable: Error {}

/// A line of /proc/self/status, such as `VmHWM`, the most memory that was resident so far.
func status(_ key: String) throws -> String {
    let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(
        separator: "\n"
    )
    let line = lines.first { $0.hasPrefix("\(key):") }
    return line.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } ?? "unknown"
}

func timed<Value>(_ what: String, _ work: () throws -> Value) rethrows -> Value {
    let clock = ContinuousClock()
    let start = clock.now
    let value = try work()
    print("\(what): \(start.duration(to: clock.now))")
    return value
}

func compileNames(_ count: Int) throws {
    let contents = try timed("\(count) names as contents") {
        try LargeZone.contents(names: count)
    }
    print("resident with the contents: \(try status("VmRSS"))")
    let zone = try timed("compiled") { try PublishedZone(contents) }
    print("\(zone.octetCount) octets, \(Double(zone.octetCount) / Double(count)) a name")
    print("\(zone.meanSlotDistance) hash slots passed by for a name")
    print("resident with both: \(try status("VmRSS")), at most \(try status("VmHWM"))")
}

func serveZones(_ count: Int) throws {
    let before = try status("VmRSS")
    let zones = try timed("\(count) zones compiled") {
        try (0..<count).map { try LargeZone.published(names: 1, apex: "z\($0).example") }
    }
    let state = timed("served") {
        ServingState(zones: zones, locations: .unknownEverywhere, options: AnswerOptions())
    }
    print("\(zones[0].octetCount) octets a zone; resident: \(before), now \(try status("VmRSS"))")
    let new = try LargeZone.published(names: 2, apex: "z\(count / 2).example")
    let next = timed("one replaced") { state.replacing([new]) }
    print("\(next.zoneCount) zones")
}

/// Changes one address after the other, and publishes the zone and a state with it each time.
func changeNames(_ count: Int) throws {
    let contents = try LargeZone.contents(names: count)
    let zone = try timed("\(count) names compiled") { try PublishedZone(contents) }
    var evolving = try timed("compiled to evolve") { try EvolvingZone(contents) }
    var state = ServingState(
        zones: [evolving.published],
        locations: .unknownEverywhere,
        options: AnswerOptions()
    )
    let changeCount = min(100_000, max(200, 20_000_000 / (count + 2000)))
    let clock = ContinuousClock()
    var (publishing, replacing) = (Duration.zero, Duration.zero)
    var largest = 0
    for change in 0..<changeCount {
        let number = change &* 7919 % count
        let address = "10.\(change >> 16 & 255).\(change >> 8 & 255).\(change & 255)"
        let rrset = try LargeZone.address(address, ofName: number)
        let start = clock.now
        evolving.set(OwnerContents(owner: rrset.owner, rrsets: [rrset]))
        let published = try evolving.publish()
        let middle = clock.now
        state = state.replacing([published])
        publishing += start.duration(to: middle)
        replacing += middle.duration(to: clock.now)
        largest = max(largest, published.octetCount)
    }
    print("one of \(changeCount) changes published: \(publishing / changeCount)")
    print("a state with it: \(replacing / changeCount)")
    print("compiled whole \(evolving.wholeCompilationCount) times")
    print("\(zone.octetCount) octets, at most \(largest) while it changed")
}

do {
    let words = CommandLine.arguments.dropFirst()
    guard let what = words.first, words.count <= 2 else { throw Unusable() }
    let count = words.count == 2 ? words.last.flatMap { Int($0) } : nil
    guard words.count == 1 || (count ?? 0) > 0 else { throw Unusable() }
    switch what {
    case "names": try compileNames(count ?? 1_000_000)
    case "zones": try serveZones(count ?? 100_000)
    case "changes": try changeNames(count ?? 10_000)
    default: throw Unusable()
    }
} catch {
    print("ZoneBenchmark: \(error); see the head of its source for its arguments")
    exit(2)
}
