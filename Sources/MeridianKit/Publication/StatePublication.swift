import Answering
import DNSWire
import HealthChecking
import Synchronization

/// Publishes the state that answers are made from. It has three sources: the content of files, read
/// anew; the zones of the account that the API edits; and who is healthy. Each comes whenever it
/// will, and none is lost to another.
///
/// Of a file's zone and an account's with the same name the file's is served.
final class StatePublication: Sendable {
    let published: Published<ServingState>
    /// Whoever publishes holds them. The processor may be taken from a reload for long, which is why
    /// what it makes is made outside, on a `Base`.
    private let sources: Mutex<Sources>

    private struct Sources {
        var board = HealthBoard()
        var accountZones: AccountZones
        /// The names of the zones of files.
        var fileZones: Set<DomainName>
    }

    /// What would be served of an account if there were no files.
    typealias AccountZones = [DomainName: PublishedZone]

    /// What new content is made on.
    struct Base: Sendable {
        let state: ServingState
        let accountZones: AccountZones
    }

    /// - Parameters:
    ///   - content: the first one.
    ///   - accountZones: what it was made on.
    init(_ content: Content, on accountZones: AccountZones) {
        published = Published(content.state)
        sources = Mutex(
            Sources(accountZones: accountZones, fileZones: Set(content.zones.names))
        )
    }

    var latest: ServingState { published.latest }

    var base: Base {
        sources.withLock { Base(state: published.latest, accountZones: $0.accountZones) }
    }

    /// Publishes new content that was made on this base, with what has changed in the account since,
    /// and with everybody's health as it is known.
    func publish(_ content: Content, madeOn base: Base) {
        sources.withLock { sources in
            sources.fileZones = Set(content.zones.names)
            let current = sources.accountZones
            var changes: [DomainName: PublishedZone?] = [:]
            for (name, zone) in current where base.accountZones[name] !== zone {
                changes[name] = .some(zone)
            }
            for name in base.accountZones.keys where current[name] == nil {
                changes[name] = .some(nil)
            }
            publish(changes, on: content.state, sources)
        }
    }

    /// Publishes zones of the account: those that are to be served under these names from now on, or
    /// nil where there is none any more.
    func publish(accountZones changes: [DomainName: PublishedZone?]) {
        sources.withLock { sources in
            for (name, zone) in changes { sources.accountZones[name] = zone }
            publish(changes, on: published.latest, sources)
        }
    }

    /// Publishes everybody's health with the same zones: none is compiled anew.
    func publish(_ board: HealthBoard) {
        sources.withLock { sources in
            sources.board = board
            published.publish(published.latest.replacing(health: board.unhealthyWords))
        }
    }

    private func publish(
        _ changes: [DomainName: PublishedZone?],
        on state: ServingState,
        _ sources: borrowing Sources
    ) {
        let visible = changes.filter { !sources.fileZones.contains($0.key) }
        published.publish(
            state.replacing(
                visible.values.compactMap(\.self),
                removing: visible.filter { $0.value == nil }.map(\.key),
                health: sources.board.unhealthyWords
            )
        )
    }
}
