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

            With --test it serves a test suite: on free ports of 127.0.0.1, without any \
            configuration unless --config names one, with reproducible choices, with what the \
            Route 53 API does kept in memory, and starting only if nothing is wrong with what it \
            is given. When it can be asked it says so in one \
            line of JSON on standard output. It exits when standard input closes, and so with the \
            program that started it; `</dev/null` is for those who do not want that. Lines on \
            standard input are commands, each answered with one line of JSON.

              meridian serve --test example.com.yaml --network 198.51.100.0/24=CN
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

    @Option(
        name: .customLong("http"),
        help: ArgumentHelp(
            "Serve HTTP on this address instead of the one configured.",
            discussion: """
                The Route 53 API, if there is a store or with --test, and Meridian's own JSON. \
                Port 0 lets the system choose one.
                """,
            valueName: "address:port"
        )
    )
    var http: String?

    @OptionGroup var content: ContentArguments

    @Option(
        name: .customLong("force-health"),
        help: ArgumentHelp(
            "What a health check is to be, whatever is found. Repeatable.",
            discussion:
                "healthy, unhealthy, or automatic for what is found; over the configuration.",
            valueName: "check=health"
        )
    )
    var forcedHealth: [String] = []

    @Flag(help: "Serve a test suite.")
    var test = false

    @Option(
        help: ArgumentHelp(
            "Where the random choices of routing start from.",
            discussion: """
                Without it nobody knows; with --test it is \(MeridianOptions.defaultTestSeed).
                """,
            valueName: "number"
        )
    )
    var seed: UInt64?

    func run() throws {
        signal(SIGPIPE, SIG_IGN)  // A log that nobody reads any more is no reason to stop.
        let input = test ? StandardInput() : nil
        let events = EventQueue<Event>()
        let signals = SignalSources([SIGHUP, SIGTERM, SIGINT]) { events.append(.signal($0)) }
        let logger = Logger(label: "meridian") { StreamLogHandler.standardError(label: $0) }
        let meridian = try Meridian(try options(), logger: logger)
        try meridian.start()
        let channel = ControlChannel(meridian: meridian)
        if test { channel.announceReadiness() }
        input?.follow(line: { events.append(.line($0)) }, end: { events.append(.inputEnded) })
        serving: while true {
            switch events.next() {
            case .signal(SIGHUP): meridian.reload()
            case .line(let line): channel.answer(line)
            case .signal, .inputEnded: break serving
            }
        }
        meridian.stop()
        withExtendedLifetime(signals) {}
    }

    private enum Event: Sendable {
        case signal(Int32)
        /// Of standard input, in test mode.
        case line(String)
        case inputEnded
    }

    private func options() throws(MeridianError) -> MeridianOptions {
        var options = MeridianOptions(configurationPath: configurationFile.path)
        options.mode = test ? .test : .service
        options.listen = listen
        options.httpListen = http
        options.seed = seed
        options.forcedHealth = forcedHealth
        content.add(to: &options)
        // A test is not to depend on what happens to lie around.
        if !test, configurationFile.path == nil {
            options.configurationPath =
                content.hasNoZones
                ? try ConfigurationSearch.path(named: nil) : ConfigurationSearch.found
        }
        return options
    }
}
