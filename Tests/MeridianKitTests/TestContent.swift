import DNSWire
import Foundation
import MeridianKit

/// A directory with a configuration and zones, gone when the test is.
final class TestContent {
    let directory: String
    var configuration: String { directory + "/meridian.yaml" }

    init(configuration lines: String, zones: [String: String] = [:]) throws {
        directory = NSTemporaryDirectory() + "meridian-kit-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory + "/zones",
            withIntermediateDirectories: true
        )
        try write("meridian.yaml", lines)
        for (name, text) in zones { try write("zones/" + name, text) }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: directory) } catch { print(error) }
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let path = "\(directory)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    func check(at seconds: UInt64? = nil) -> CheckReport {
        var environment = LiveEnvironment()
        if let seconds { environment.wallSeconds = { seconds } }
        return Meridian.check(configurationPath: configuration, environment: environment)
    }

    func coverage(_ name: String, _ type: RRType = .a) throws -> Coverage {
        try Meridian.coverage(
            of: Inquiry(try DomainName(presentation: name), type),
            configurationPath: configuration
        ).coverage
    }

    func explain(_ name: String, _ type: String = "A", from address: String) throws -> Explanation {
        try Meridian.explain(
            name: name,
            type: type,
            from: address,
            configurationPath: configuration
        ).explanation
    }
}
