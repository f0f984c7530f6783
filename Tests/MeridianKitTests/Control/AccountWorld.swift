#if ControlAPI
    import Addressing
    import Answering
    import ControlAPI
    import DNSWire
    import Foundation
    import HealthChecking
    import Logging
    import MeridianKit
    import OperatorFiles
    import Route53
    import TestSupport
    import Testing

    /// A server in this process with an account, whose files and record sets a test changes.
    final class AccountWorld {
        let files: TestContent
        private(set) var meridian: Meridian
        private let options: MeridianOptions

        /// With more of the configuration, zones by the names of their files, and a store in a file
        /// unless it is to be in memory.
        init(
            configuration lines: String = "",
            zones: [String: String] = [:],
            inMemory: Bool = true
        ) async throws {
            let store = inMemory ? "" : "api: {store: \"sqlite:meridian.db\"}\n"
            let http = "http: {listen: \"127.0.0.1:0\"}\n"
            let networks = inMemory ? "networks: {198.51.100.0/24: CN}\n" : ""
            files = try TestContent(
                configuration: ReloadWorld.head + http + store + networks + lines,
                zones: zones
            )
            var options = MeridianOptions(configurationPath: files.configuration)
            options.mode = inMemory ? .test : .service
            self.options = options
            meridian = try await Self.start(options)
        }

        deinit { meridian.stopSoon() }

        private static func start(_ options: MeridianOptions) async throws -> Meridian {
            try await apart {
                let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                let meridian = try Meridian(options, logger: logger)
                try meridian.start()
                return meridian
            }
        }

        /// Stops it, and starts it again with the same files.
        func restart() async throws {
            let (old, options) = (meridian, options)
            meridian = try await Self.apart {
                old.stop()
                return old
            }
            try await replace(options)
        }

        private func replace(_ options: MeridianOptions) async throws {
            meridian = try await Self.start(options)
        }

        /// Does what waits where no task is kept from running.
        private static func apart<Value: Sendable>(
            _ work: @escaping @Sendable () throws -> Value
        ) async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
            }
        }

        var plane: any ControlPlane { get throws { try #require(meridian.controlPlane) } }

        /// Carries out an operation, and returns when DNS answers with it.
        func change(_ edit: @escaping @Sendable (inout Account) -> Void) async throws {
            let plane = try plane
            let id = try await plane.change { account, context in
                edit(&account)
                let id = context.makeID("C", of: ChangeEntry.self)
                account.put(.change(ChangeEntry(id: id, submittedAt: context.now)))
                return id
            }
            await plane.waitUntilServed(id)
        }

        func reload() async -> ReloadReport { await meridian.reload(.anything) }

        /// The first record of the answer, as text; `REFUSED` and the like if there is none.
        func answer(
            _ name: String,
            _ type: RRType = .a,
            from client: String = "127.0.0.1"
        ) throws -> String {
            try Self.answer(of: meridian, name, type, from: client)
        }

        static func answer(
            of meridian: Meridian,
            _ name: String,
            _ type: RRType = .a,
            from client: String = "127.0.0.1"
        ) throws -> String {
            let query = ClientQuery(try DomainName(presentation: name), type).encoded
            let client = try #require(IPAddress(client))
            let reply = meridian.state.reply(to: query, from: client, over: .tcp(idleTimeout: 0))
            let message = try MessageReader.read(reply.octets)
            // A referral's records stand in the authority section.
            let record = message.answers.first ?? message.authority.first { $0.type == .ns }
            return record?.data.presentation ?? "\(message.responseCode)"
        }
    }

    extension Account {
        /// A zone as CreateHostedZone makes it.
        mutating func putZone(_ name: String, _ id: String, ordinal: Int, isPrivate: Bool = false) {
            let id = ID<HostedZoneEntry>(id)
            put(
                .hostedZone(
                    HostedZoneEntry(
                        id: id,
                        name: name,
                        callerReference: id.text,
                        createdAt: Timestamp(milliseconds: 0),
                        ordinal: ordinal,
                        isPrivate: isPrivate,
                        nameServers: ["ns1.\(name.dropLast())"]
                    )
                )
            )
            putRecord(name, "NS", "ns1.\(name)", in: id.text)
            let authority = "ns1.\(name) hostmaster.\(name) 1 7200 900 1209600 86400"
            putRecord(name, "SOA", authority, in: id.text)
        }

        mutating func putRecord(_ name: String, _ type: String, _ value: String, in zone: String) {
            putRecord(RecordSetElement(name: name, type: type, ttl: 60, records: [value]), in: zone)
        }

        mutating func putRecord(_ recordSet: RecordSetElement, in zone: String) {
            put(.recordSet(recordSet, zone: ID(zone)))
        }

        mutating func removeRecord(_ key: RecordSetKey, in zone: String) {
            remove(.recordSet(key, zone: ID(zone)))
        }

        /// With all that is in it.
        mutating func removeZone(_ id: String) {
            let recordSets = hostedZones[ID(id)].map { Array($0.recordSets.all) } ?? []
            for recordSet in recordSets { remove(.recordSet(recordSet.key, zone: ID(id))) }
            remove(.hostedZone(ID(id)))
        }
    }
#endif
