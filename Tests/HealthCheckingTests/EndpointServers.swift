import Dispatch
import Foundation
import HealthChecking
import TestSupport

/// The servers of `Fixtures/endpoint.py`, all in one process that ends with this one.
final class EndpointServers: Sendable {
    let ports: Ports
    /// The servers go on as long as this is open.
    private let standardInput: Pipe

    struct Ports: Decodable, Sendable {
        let http: Int
        let https: Int
        /// TLS that refuses clients who do not say whom they want.
        let httpsWithName: Int
        /// Nobody listens.
        let refusing: Int
        /// Connections are left unanswered.
        let full: Int
        /// Nil on a machine without IPv6.
        let httpIPv6: Int?
    }

    struct DidNotStart: Error {}

    /// Started on first use, once.
    static let running = Result { try EndpointServers() }

    private init() throws {
        let script = Bundle.module.path(
            forResource: "endpoint",
            ofType: "py",
            inDirectory: "Fixtures"
        )
        guard let script else { throw DidNotStart() }
        let process = Process()
        process.executableURL = URL(filePath: try Checkout.python())
        process.arguments = [script]
        let output = Pipe()
        standardInput = Pipe()
        process.standardInput = standardInput
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw DidNotStart() }
            line += more
        }
        ports = try JSONDecoder().decode(Ports.self, from: line)
    }
}
