import ArgumentParser
import Foundation
import Logging
import MeridianKit

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve DNS in the foreground.",
        discussion: """
            Logs to standard error. Files that change are read anew by themselves; SIGHUP looks \
            at all of them at once. What is broken is refused and reported, and the last good \
            state goes on serving. SIGTERM and SIGINT answer what has arrived and exit with 0.
            """
    )

    @OptionGroup var configurationFile: ConfigurationOption

    @Option(
        name: .customLong("listen"),
        help: ArgumentHelp(
            "Serve this address, over UDP and TCP, instead of those configured. Repeatable.",
            discussion: "Port 0 lets the system choose one, the same for UDP and TCP.",
            valueName: "address:port"
        )
    )
    var listen: [String] = []

    func run() throws {
        signal(SIGPIPE, SIG_IGN)  // A log that nobody reads any more is no reason to stop.
        let signals = SignalQueue([SIGHUP, SIGTERM, SIGINT])
        let logger = Logger(label: "meridian") { StreamLogHandler.standardError(label: $0) }
        let meridian = try Meridian(
            configurationPath: try ConfigurationSearch.path(named: configurationFile.path),
            listen: listen,
            logger: logger
        )
        try meridian.start()
        while signals.next() == SIGHUP {
            meridian.reload()
        }
        meridian.stop()
    }
}
