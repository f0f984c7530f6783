#if ControlAPI
    import AccountStore
    import Addressing
    import Answering
    import ControlAPI
    import DNSWire
    import GeoIP
    import HealthChecking
    import HostedZones
    import OperatorConfiguration
    import Route53
    import Server

    // Meridian's own JSON.
    extension ServerControlPlane {
        /// What is published now, with the files that it was made from.
        private var content: Content {
            parts.reloader.currentContent.answering(from: parts.publication.latest)
        }

        var version: String { MeridianVersion.current }

        func explanation(
            of name: String,
            type: String?,
            from client: String
        ) async throws(OwnProblem) -> String {
            do throws(MeridianError) {
                return try Meridian.explain(
                    name: name,
                    type: type ?? Self.usualType,
                    from: client,
                    by: content
                ).json
            } catch {
                throw OwnProblem(error)
            }
        }

        func coverage(of name: String, type: String?) async throws(OwnProblem) -> String {
            do throws(MeridianError) {
                let question = try Inquiry(name: name, type: type ?? Self.usualType)
                let world = CoverageWorld(parts.publication.latest)
                let networks = world.networks(of: question)
                return CoverageReport(world.coverage(of: question, networks: networks)).json
            } catch {
                throw OwnProblem(error)
            }
        }

        private static let usualType = "A"

        func stateDocument() async -> String {
            let (content, start) = (content, parts.start)
            let ids = keeper.withAccount { account in
                account.hostedZones.all.filter { !$0.entry.isPrivate }
                    .sorted { $0.entry.ordinal > $1.entry.ordinal }
                    .reduce(into: [:]) { $0[$1.entry.name] = $1.entry.id.text }
            }
            let given = Set(content.settings.givenZones.map(\.file.path))
            let zones = content.state.zones.map(\.apex).sorted().map { name in
                let holder = content.zones.holder(of: name)
                guard let holder, holder.zone == name else {
                    return StateDocument.Zone(name: "\(name)", id: ids["\(name)"], source: .store)
                }
                return StateDocument.Zone(
                    name: "\(name)",
                    id: nil,
                    source: given.contains(holder.path) ? .given : .file
                )
            }
            return JSONText.of(
                StateDocument(
                    version: version,
                    zones: zones,
                    database: content.locations.database.map {
                        .init(file: $0.info.path, date: $0.info.buildDate)
                    },
                    workers: parts.workers,
                    addresses: parts.addresses(),
                    seed: parts.seed,
                    uptimeSeconds: Int((parts.monotonic() - start).components.seconds)
                )
            )
        }

        func recentQueries(after number: Int?, limit: Int?) async -> String {
            let number = UInt64(max(0, number ?? 0))
            let entries = parts.ring?.entries(after: number) ?? []
            return JSONText.of(
                QueriesDocument(queries: entries.suffix(limit ?? .max).map(RecordedQuery.init))
            )
        }

        func healthDocument() async -> String {
            JSONText.of(HealthDocument(checks: parts.health.reports.map(HealthDocument.Check.init)))
        }

        func forceHealth(of check: String, to health: String) async throws(OwnProblem) {
            let wanted: ForcedCheck
            do throws(MeridianError) {
                wanted = try ForcedCheck(id: check, forced: health)
            } catch {
                throw OwnProblem(error)
            }
            guard parts.health.force(wanted.forced, wanted.id) else {
                throw OwnProblem(.notFound, "found \(check), expected a health check that is there")
            }
        }

        func reset() async throws(OwnProblem) {
            guard parts.mode == .test else {
                throw OwnProblem(.notAllowed, "this server serves: only a test server is reset")
            }
            do throws(AccountError) {
                try await keeper.change { account, _ in account.removeEverything() }
            } catch {
                throw OwnProblem(.unavailable, error.message)
            }
            await publisher.waitUntilIdle()
            for report in parts.health.reports {
                _ = parts.health.force(report.check.forced, report.check.id)
            }
            parts.ring?.removeAll()
        }
    }

    extension OwnProblem {
        fileprivate init(_ error: MeridianError) { self.init(.invalid, "\(error)") }
    }

    private struct StateDocument: Encodable {
        let version: String
        let zones: [Zone]
        let database: Database?
        let workers: Int
        let addresses: [String]
        let seed: UInt64
        let uptimeSeconds: Int

        struct Zone: Encodable {
            let name: String
            let id: String?
            let source: Source
        }

        enum Source: String, Encodable {
            case file
            case store
            case given
        }

        struct Database: Encodable {
            let file: String
            let date: String
        }
    }

    private struct QueriesDocument: Encodable {
        let queries: [RecordedQuery]
    }

    private struct HealthDocument: Encodable {
        let checks: [Check]

        struct Check: Encodable {
            let id: String
            let health: String
            let forced: String

            init(_ report: HealthReport) {
                id = report.check.id.text
                health = report.health.rawValue
                forced = report.forced.rawValue
            }
        }
    }
#endif
