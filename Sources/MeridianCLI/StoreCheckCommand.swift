#if ControlAPI
    import ArgumentParser
    import MeridianKit

    struct StoreCheckCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Read everything in the store, also while the server runs.",
            discussion: """
                Says whether the file is whole, everything in it legible, and what it refers to there. \
                Backups can be checked too.

                  meridian store check --store backups/2026-07-01.db
                """
        )

        @OptionGroup var options: StoreOptions

        func run() throws { print(try options.file().check()) }
    }
#endif
