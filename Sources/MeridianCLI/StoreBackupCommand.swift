#if ControlAPI
    import ArgumentParser
    import MeridianKit

    struct StoreBackupCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Copy the store to a new file, also while the server runs.",
            discussion: """
                The copy is what the store held when the command began. To restore it, stop the \
                server, put the copy in the place of the store, and remove the store's -wal and -shm.

                  meridian store backup backups/2026-07-01.db
                """
        )

        @OptionGroup var options: StoreOptions

        @Argument(help: ArgumentHelp("The copy. It must not exist.", valueName: "output"))
        var output: String

        func run() throws { try options.file().backUp(to: output) }
    }
#endif
