public import Foundation
internal import Logging
public import MeridianKit
internal import Synchronization

/// A DNS server in this process, on a port of loopback that nobody else has, for one test or many.
///
///     let server = try await TestServer(
///         zones: ["""
///             zone: example.com
///             records:
///               www: {CNAME: {geo: {CN: abc.cloudfront.cn, default: xyz.cloudfront.net}}}
///             """],
///         networks: ["198.51.100.0/24": "CN"]
///     )
///     // … ask it at server.address, server.port …
///     #expect(server.queries.last?.setIdentifier == "CN")
///     await server.stop()
///
/// Servers share nothing: as many as are wanted can run at a time. One that is not stopped stops
/// when the last reference to it goes. Random choices are the same in every run.
public final class TestServer: Sendable {
    private let meridian: Meridian
    private let options: Mutex<MeridianOptions>

    /// Starts a server, and returns when it can be asked.
    ///
    /// - Parameters:
    ///   - zones: the zones that it serves.
    ///   - records: single records beside them, such as `www.example.com 60 A 192.0.2.1`. Each
    ///     makes the zone of the last two labels of its name.
    ///   - networks: where clients are: a country (`CN`), a subdivision (`US-CA`), a continent
    ///     (`continent-AS`) or `none` for a network such as `198.51.100.0/24`.
    ///   - database: a location database, for all other clients.
    ///   - configuration: a configuration file, for all else: health checks, say, or what aliases
    ///     to AWS lead to. Where it listens does not count.
    ///   - seed: where random choices start from.
    ///   - recordedQueries: how many of the last queries are kept.
    /// - Throws: a `MeridianError` that describes everything that is wrong with what is given.
    public init(
        zones: [TestZone] = [],
        records: [String] = [],
        networks: [String: String] = [:],
        database: URL? = nil,
        configuration: URL? = nil,
        seed: UInt64 = MeridianOptions.defaultTestSeed,
        recordedQueries: Int = MeridianOptions.defaultTestRecordedQueries
    ) async throws {
        var options = MeridianOptions(configurationPath: configuration?.path)
        options.mode = .test
        options.networks = networks.map { "\($0)=\($1)" }.sorted()
        options.database = database?.path
        options.seed = seed
        options.recordedQueries = recordedQueries
        options.set(zones, records)
        let complete = options
        meridian = try await Self.apart {
            let silent = Logger(label: "meridian") { _ in SwiftLogNoOpLogHandler() }
            let meridian = try Meridian(complete, logger: silent)
            try meridian.start()
            return meridian
        }
        self.options = Mutex(complete)
    }

    // Where the last reference goes is often a task, which must not wait.
    deinit { meridian.stopSoon() }

    /// Where it answers, over UDP and TCP.
    public var address: String { meridian.endpoints.first?.address ?? "" }

    public var port: Int { Int(meridian.endpoints.first?.port ?? 0) }

    /// What clients of the Route 53 API take as their endpoint, as `http://127.0.0.1:40001`: zones
    /// that they make are served beside those given here, and gone with the server. Nil if the
    /// package was built without its trait `ControlAPI`.
    public var httpURL: URL? { meridian.httpURL.flatMap(URL.init(string:)) }

    /// The last queries, the oldest first, each with what was answered, and why. A query is here
    /// before its reply arrives.
    public var queries: [RecordedQuery] { meridian.queries() }

    /// What a client gets for a question, and why, without asking over the network.
    ///
    /// - Parameters:
    ///   - name: a domain name.
    ///   - type: a mnemonic such as `A`.
    ///   - address: the client's address.
    /// - Returns: the explanation.
    /// - Throws: a `MeridianError` that tells which of the words is not what it should be.
    public func explain(
        _ name: String,
        type: String = "A",
        from address: String
    ) throws -> Explanation {
        try meridian.explain(name: name, type: type, from: address)
    }

    /// Sets the health of a check of the configuration, whatever is found.
    ///
    /// - Parameters:
    ///   - check: the HealthCheckId.
    ///   - health: `healthy`, `unhealthy`, or `automatic` for what is found.
    /// - Throws: a `MeridianError`: there is no such check, or a word makes no sense.
    public func forceHealth(of check: String, to health: String) throws {
        try meridian.forceHealth(of: check, to: health)
    }

    /// Serves these zones from now on instead of those before. Later queries get the new answers;
    /// if anything is wrong, the old ones, and the error says what.
    public func replaceZones(_ zones: [TestZone], records: [String] = []) async throws {
        var changed = options.withLock { $0 }
        changed.set(zones, records)
        let complete = changed
        let meridian = meridian
        try await Self.apart { try meridian.replaceContent(complete) }
        options.withLock { $0 = complete }
    }

    /// Stops it, and returns when its port is free. What it recorded stays.
    public func stop() async {
        let meridian = meridian
        await Self.apart { meridian.stop() }
    }

    /// Does what waits for files or threads where no task is kept from running.
    private static func apart<Result: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let result = await withCheckedContinuation { continuation in
            // A thread of its own: those of Dispatch are also those of tasks, for which it waits.
            Thread.detachNewThread {
                continuation.resume(returning: Swift.Result(catching: work))
            }
        }
        return try result.get()
    }
}

extension MeridianOptions {
    fileprivate mutating func set(_ zones: [TestZone], _ records: [String]) {
        zoneTexts = []
        zonePaths = []
        self.records = records
        for (index, zone) in zones.enumerated() { zone.add(to: &self, at: index) }
    }
}
