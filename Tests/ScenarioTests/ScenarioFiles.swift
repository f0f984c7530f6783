import Answering
import DNSWire
import Foundation
import GeoIP
import Geography
import HostedZones
import MeridianKit

/// The scenario files beside this one, and what they refer to.
enum ScenarioFiles {
    /// A scenario that names something that is not there.
    enum Failure: Error {
        case noScenarios
        case zoneRefused(String)
        case unknownLocation(String)
    }

    private static let directory = Bundle.module.bundleURL.appending(path: "Scenarios")

    /// Paths of all scenarios, relative to `Scenarios/`.
    static func paths() throws -> [String] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: directory.path())
        let scenarios = files.filter { $0.hasSuffix(".scenario") }.sorted()
        guard !scenarios.isEmpty else { throw Failure.noScenarios }
        return scenarios
    }

    static func read(_ path: String) throws -> Scenario {
        let text = try String(contentsOf: directory.appending(path: path), encoding: .utf8)
        return try ScenarioReader.read(text, path: path)
    }

    static func servingState(of scenario: Scenario) throws -> ServingState {
        let folder = directory.appending(path: scenario.path).deletingLastPathComponent()
        let readings = scenario.zoneFiles.map { name, path in
            ZoneFileReader().read(
                ZoneFile(path: folder.appending(path: path).path(), zone: name)
            )
        }
        let problems = readings.flatMap(\.problems).filter { $0.severity == .error }
        guard problems.isEmpty else {
            throw Failure.zoneRefused(problems.map(\.description).joined(separator: "\n"))
        }
        let zones = readings.compactMap(\.zone).map { ZoneCompiler.contents(of: $0) }
        let networks = try OwnNetworks(
            scenario.networks.map { OwnNetworks.Network($0.prefix, try location($0.word)) }
        )
        var options = scenario.options
        options.usesClientSubnet = scenario.usesClientSubnet
        return try ServingState(
            zones: zones,
            locations: networks.laid(over: .unknownEverywhere),
            options: options
        )
    }

    private static func location(_ word: String) throws -> Location {
        guard word != "none" else { return .unknown }
        switch LocationCode(word) {
        case .country(let country)?: return Location(country: country)
        case .continent(let continent)?: return Location(continent: continent)
        case .subdivision(let subdivision)?: return Location(subdivision: subdivision)
        case .default?, nil: throw Failure.unknownLocation(word)
        }
    }
}
