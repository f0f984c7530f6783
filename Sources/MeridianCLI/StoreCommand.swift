import ArgumentParser

#if ControlAPI
    import MeridianKit

    let storeCommands: [any ParsableCommand.Type] = [StoreCommand.self]

    struct StoreCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "store",
            abstract: "Back up what the Route 53 API has changed, and check it.",
            subcommands: [StoreBackupCommand.self, StoreCheckCommand.self]
        )
    }

    /// Which store a command is about.
    struct StoreOptions: ParsableArguments {
        @OptionGroup var configuration: ConfigurationOption

        @Option(
            help: ArgumentHelp(
                "The store, instead of the one in the configuration (api.store).",
                valueName: "file"
            )
        )
        var store: String?

        func file() throws -> StoreFile {
            if let store { return StoreFile(path: store) }
            return try StoreFile(configurationPath: configuration.path)
        }
    }
#else
    /// Without the API there is no store.
    let storeCommands: [any ParsableCommand.Type] = []
#endif
