import Answering
import DNSWire
import Dispatch
import HealthChecking
import HostedZones
import Logging
import OperatorConfiguration
import Route53
import Synchronization

/// Has DNS answer with what has been done to the account.
///
///     committed edits ─▶ gathered ─┬─▶ zones touched: compiled ─▶ StatePublication ─▶ who waits goes on
///                                  ├─▶ CIDR collections ─▶ zones that refer to them, likewise
///                                  └─▶ health checks ─▶ HealthService
///
/// A change that comes alone is published at once; those that come within `interval` of the last
/// publication wait for its end together.
final class AccountPublisher: Sendable {
    private let inbox = Mutex(Inbox())
    private let model: Mutex<Model>
    /// Compiles and publishes, so that who commits does not wait for it.
    private let queue = DispatchQueue(label: "meridian.publication")
    private let logger: Logger

    private static let interval = DispatchTimeInterval.milliseconds(10)
    /// Idle workers let a replaced state go within a second.
    private static let releaseInterval = DispatchTimeInterval.seconds(2)

    private struct Inbox {
        var edits: [Edit] = []
        /// True from the first edit until everything is published and the interval is over.
        var isBusy = false
        /// The changes among the edits that are not published yet, and who waits for each.
        var waiters: [ID<ChangeEntry>: [CheckedContinuation<Void, Never>]] = [:]
    }

    fileprivate struct Model {
        var zones: AccountZones
        /// Of the account what zones and health checks refer to; with the surroundings.
        var referred: Account
        var configuredChecks: HealthCheckSet
        var outlet: Outlet?
    }

    /// Where publications go.
    struct Outlet {
        let publication: StatePublication
        let health: HealthService
    }

    /// - Parameters:
    ///   - settings: what the configuration says.
    ///   - healthNumbering: numbers the health checks.
    ///   - logger: told what cannot be published.
    init(_ settings: Settings, _ healthNumbering: HealthNumbering, logger: Logger) {
        let references = Wiring.zoneReferences(settings.configuration)
        model = Mutex(
            Model(
                zones: AccountZones(references, healthNumbering, logger: logger),
                referred: Account(surroundings: Surroundings(references: references)),
                configuredChecks: settings.configuration.healthChecks
            )
        )
        self.logger = logger
    }

    /// Takes what has been written down, in order. Does not wait.
    func receive(_ edits: [Edit]) {
        let begins = inbox.withLock { inbox in
            inbox.edits += edits
            for edit in edits {
                if case .change(let change) = edit.after { inbox.waiters[change.id] = [] }
            }
            defer { inbox.isBusy = true }
            return !inbox.isBusy
        }
        if begins { queue.async { self.turn() } }
    }

    /// Returns when DNS answers with a change.
    func waitUntilServed(_ change: ID<ChangeEntry>) async {
        await withCheckedContinuation { continuation in
            let waits = inbox.withLock { inbox in
                guard inbox.waiters[change] != nil else { return false }
                inbox.waiters[change]?.append(continuation)
                return true
            }
            if !waits { continuation.resume() }
        }
    }

    /// Returns when DNS answers with everything that was received until now.
    func waitUntilIdle() async {
        await withCheckedContinuation { continuation in
            // Whatever was received has a turn, in front of or behind this one.
            queue.async {
                let edits = self.inbox.withLock { $0.edits }
                if !edits.isEmpty { self.publishReceived() }
                continuation.resume()
            }
        }
    }

    /// Begins with this account. Returns what of it would be served if there were no files.
    func load(_ account: Account) -> StatePublication.AccountZones {
        model.withLock { model in
            for zone in account.hostedZones.all { model.zones.add(zone) }
            for check in account.healthChecks.values() { model.referred.load(.healthCheck(check)) }
            for collection in account.cidrCollections.values() {
                model.referred.load(.cidrCollection(collection))
            }
            model.zones.refer(to: references(model))
            return model.zones.takeChanges().compactMapValues(\.self)
        }
    }

    /// What a hosted zone of the account says, served or not; nil if it is not published.
    func published(_ id: ID<HostedZoneEntry>) -> PublishedZone? {
        model.withLock { $0.zones.published(id) }
    }

    /// From now on publishes there.
    func begin(_ outlet: Outlet) {
        model.withLock { model in
            model.outlet = outlet
            update(outlet.health, model)
        }
    }

    /// The configuration says something else now.
    func configure(_ settings: Settings) {
        model.withLock { model in
            let configuration = settings.configuration
            model.referred.surroundings = Surroundings(
                references: Wiring.zoneReferences(configuration)
            )
            model.configuredChecks = configuration.healthChecks
            model.zones.refer(to: references(model))
            publish(&model)
            if let outlet = model.outlet { update(outlet.health, model) }
        }
    }

    /// Publishes what has been gathered, and comes back after the interval as long as more does.
    private func turn() {
        guard publishReceived() else { return releaseRetired() }
        queue.asyncAfter(deadline: .now() + Self.interval) { self.turn() }
    }

    /// On the queue. Returns false, and waits for the next edit, if nothing more was received.
    @discardableResult
    private func publishReceived() -> Bool {
        let edits = inbox.withLock { inbox in
            defer { inbox.edits = [] }
            return inbox.edits
        }
        model.withLock { model in apply(edits, to: &model) }
        let (waiting, goesOn) = inbox.withLock { inbox in
            inbox.isBusy = !edits.isEmpty || !inbox.edits.isEmpty
            let waiting = edits.flatMap { edit -> [CheckedContinuation<Void, Never>] in
                guard case .change(let change) = edit.after else { return [] }
                return inbox.waiters.removeValue(forKey: change.id) ?? []
            }
            return (waiting, inbox.isBusy)
        }
        for waiter in waiting { waiter.resume() }
        return goesOn
    }

    private func apply(_ edits: [Edit], to model: inout Model) {
        var isOther = (references: false, checks: false)
        for edit in edits {
            model.zones.apply(edit)
            switch edit.key {
            case .cidrCollection: isOther.references = true
            case .healthCheck: isOther.checks = true
            default: continue
            }
            model.note(edit)
        }
        // Before the zones: a check that is to be unhealthy is never looked up as one that is not.
        if isOther.checks, let outlet = model.outlet { update(outlet.health, model) }
        if isOther.references || isOther.checks {
            model.zones.refer(to: references(model))
        }
        publish(&model)
    }

    private func publish(_ model: inout Model) {
        let changes = model.zones.takeChanges()
        if !changes.isEmpty { model.outlet?.publication.publish(accountZones: changes) }
    }

    private func update(_ health: HealthService, _ model: Model) {
        do throws(AccountError) {
            health.update(try model.referred.healthChecks(beside: model.configuredChecks))
        } catch {
            logger.error("the health checks of the store are not made as they are now: \(error)")
        }
    }

    /// What zones of the account refer to: what the configuration says, and what the account has.
    private func references(_ model: Model) -> ZoneReferences {
        var references = model.referred.surroundings.references
        for entry in model.referred.cidrCollections.values()
        where references.cidrCollections[entry.id.text] == nil {
            do throws(AccountError) {
                references.cidrCollections[entry.id.text] = try entry.collection()
            } catch {
                logger.error("the CIDR collection \(entry.id) of the store is not used: \(error)")
            }
        }
        return references
    }

    private func releaseRetired() {
        queue.asyncAfter(deadline: .now() + Self.releaseInterval) { [weak self] in
            guard let self else { return }
            model.withLock { _ = $0.outlet?.publication.published.releaseRetired() }
        }
    }
}

extension AccountPublisher.Model {
    /// Keeps what others refer to.
    mutating func note(_ edit: Edit) {
        switch edit.key {
        case .cidrCollection, .healthCheck: break
        default: return
        }
        if let entity = edit.after {
            referred.load(entity)
        } else {
            referred.remove(edit.key)
            _ = referred.takeEdits()
        }
    }
}
