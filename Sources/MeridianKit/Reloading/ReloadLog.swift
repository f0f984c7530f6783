import Logging
import OperatorFiles

/// Tells the operator what a reload did.
struct ReloadLog: Sendable {
    let logger: Logger

    /// More lines of a kind than this are counted only.
    private static let mostLines = 50

    /// What is wrong, each line at its level.
    func tell(_ problems: [Problem]) {
        for problem in problems.prefix(Self.mostLines) {
            switch problem.severity {
            case .error: logger.error("\(problem.message)")
            case .warning: logger.warning("\(problem.message)")
            }
        }
        let rest = problems.count - Self.mostLines
        if rest > 0 { logger.warning("\(rest) more problems; `meridian check` lists all") }
    }

    func begins(_ path: String) { logger.info("reloading \(path)") }

    func ended(_ content: Content, isExplicit: Bool) {
        let report = content.report
        tell(report.problems)
        if isExplicit {
            let told = Set(report.problems)
            tell(content.standingErrors.filter { !told.contains($0) })
        }
        for step in report.steps.prefix(Self.mostLines) { logger.info("reload: \(step)") }
        let rest = report.steps.count - Self.mostLines
        if rest > 0 { logger.info("reload: \(rest) more files") }
        if let moved = report.moved {
            logger.info("reload: the new database changes the answer for \(moved)")
        }
        if isExplicit || !report.steps.isEmpty { logger.info("reloaded: \(content.summary)") }
    }

    func cannotWatch(_ failure: FileFailure) {
        logger.warning(
            """
            \(failure.path): cannot be watched: \(failure.reason); changes there count from the \
            next SIGHUP
            """
        )
    }

    func priorityIsRefused(errno code: Int32) {
        logger.warning("the reload thread cannot take the lowest priority (errno \(code))")
    }
}
