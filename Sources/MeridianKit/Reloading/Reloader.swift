import Answering
internal import CBackgroundWork
import Dispatch
internal import Foundation
import Logging
import OperatorConfiguration
import OperatorFiles
import Synchronization

/// Reads anew what has changed, and publishes it; frees what was replaced.
///
/// All of it happens on one thread that runs only when no other wants the processor, one reload
/// after the other: those who answer are not to notice.
final class Reloader: Sendable {
    private let content: Mutex<Content>
    private let publication: StatePublication
    /// Told of content before it is published.
    private let prepare: @Sendable (Content) -> Void
    private let requests = ReloadRequests()
    private let watcher = Mutex<FileWatcher?>(nil)
    private let environment: LiveEnvironment
    private let log: ReloadLog

    init(
        _ content: Content,
        publication: StatePublication,
        environment: LiveEnvironment,
        logger: Logger,
        prepare: @escaping @Sendable (Content) -> Void
    ) {
        var content = content
        content.releaseState()
        self.content = Mutex(content)
        self.publication = publication
        self.prepare = prepare
        self.environment = environment
        log = ReloadLog(logger: logger)
    }

    /// Starts to take requests, and to watch the files if that is configured: when it returns no
    /// change is missed any more.
    func start() {
        content.withLock { watch($0) }
        let thread = Thread { self.run() }
        thread.name = "reload"
        // Parsers of nested text are recursive.
        thread.stackSize = Self.stackSize
        thread.start()
    }

    private static let stackSize = 8 << 20

    /// Takes no more requests.
    func stop() {
        requests.end()
        watcher.withLock { $0 = nil }
    }

    func request(_ request: ReloadRequest) { requests.add(request) }

    var currentContent: Content { content.withLock { $0 } }

    /// Publishes content that was made elsewhere, on this base, instead of what there was.
    func adopt(_ new: Content, madeOn base: StatePublication.Base) {
        content.withLock { content in
            content = new
            prepare(new)
            publication.publish(new, madeOn: base)
            content.releaseState()
            watch(new)
        }
    }

    private func run() {
        if case let code = background_take_lowest_priority(), code != 0 {
            log.priorityIsRefused(errno: code)
        }
        var isReleasing = false
        // The first reading leaves as much behind as another one.
        if content.withLock({ $0.report.isLarge }) { background_return_free_memory() }
        var hasFreedMuch = false
        while true {
            switch requests.next(within: isReleasing ? Self.releaseInterval : Self.idleInterval) {
            case .end: return
            case .nothing: break
            case .request(let request):
                let report = reload(request)
                isReleasing = isReleasing || report.isPublished
                hasFreedMuch = hasFreedMuch || report.isLarge
            }
            if isReleasing, publication.published.releaseRetired() == 0 {
                isReleasing = false
                if hasFreedMuch { background_return_free_memory() }
                hasFreedMuch = false
            }
        }
    }

    /// So often the old state is tried to be freed: idle workers let it go within a second.
    private static let releaseInterval = DispatchTimeInterval.milliseconds(100)
    private static let idleInterval = DispatchTimeInterval.seconds(3600)

    private func reload(_ request: ReloadRequest) -> ReloadReport {
        let report = content.withLock { content in
            if request.isExplicit { log.begins(content.configurationPath) }
            let base = publication.base
            content.reload(request.changes, on: base) {
                self.watcher.withLock { $0?.filesBeingWritten ?? [] }
            }
            prepare(content)
            if content.report.isPublished { publication.publish(content, madeOn: base) }
            log.ended(content, isExplicit: request.isExplicit)
            content.releaseState()
            watch(content)
            return content.report
        }
        for completion in request.completions { completion(report) }
        return report
    }

    /// Watches what `content` was made from, if it is to be watched.
    private func watch(_ content: Content) {
        let plan = content.watchPlan
        watcher.withLock { watcher in
            // The system has few watchers to give, and a test many servers that need none.
            guard content.settings.configuration.watchesFiles, !plan.isEmpty else {
                watcher = nil
                return
            }
            do throws(FileFailure) {
                if watcher == nil {
                    watcher = try FileWatcher(monotonic: environment.monotonic) {
                        [weak self] changes in self?.request(ReloadRequest(changes))
                    }
                }
                guard let problems = watcher?.follow(plan) else { return }
                for problem in problems { log.cannotWatch(problem) }
            } catch {
                log.cannotWatch(error)
            }
        }
    }
}
