#if ControlAPI
    import AccountStore
    import OperatorConfiguration

    /// The file in which a server keeps what the Route 53 API has changed, for those who look after it.
    public struct StoreFile: Sendable {
        private let path: String

        public init(path: String) { self.path = path }

        /// The store that a configuration names.
        ///
        /// - Parameter configurationPath: the configuration; nil: the one that `serve` would find.
        /// - Throws: what is wrong with the configuration, or that it names no store.
        public init(configurationPath: String?) throws(MeridianError) {
            let name = try ConfigurationSearch.path(named: configurationPath)
            let configuration: ServerConfiguration
            do throws(ConfigurationError) {
                configuration = try ConfigurationFile.read(name)
            } catch {
                throw .refused(error.problems.map { .error($0) })
            }
            guard case .sqlite(let path) = configuration.api.store else {
                throw .usage("\(name) names no api.store; name one with --store")
            }
            self.path = path
        }

        /// Copies the store to a new file, also while a server uses it.
        ///
        /// - Parameter copy: where to; it must not exist.
        /// - Throws: why there is no copy.
        public func backUp(to copy: String) throws(MeridianError) {
            do throws(StorageError) {
                try StoreBackup.write(path, to: copy)
            } catch {
                throw MeridianError(error)
            }
        }

        /// Reads everything in the store, also while a server uses it.
        ///
        /// - Returns: what is in it, in one line.
        /// - Throws: all that is wrong with it.
        public func check() throws(MeridianError) -> String {
            let check: StoreCheck
            do throws(StorageError) {
                check = try StoreCheck(path)
            } catch {
                throw MeridianError(error)
            }
            guard check.problems.isEmpty else {
                throw .refused(check.problems.map { .error("\(path): \($0)") })
            }
            return """
                \(path): good: \(check.hostedZones) hosted zones, \(check.recordSets) record sets, \
                \(check.others) other entities
                """
        }
    }

    extension MeridianError {
        init(_ error: StorageError) {
            self =
                switch error.reason {
                case .denied, .busy: .notPermitted("\(error)")
                default: .refused([.error("\(error)")])
                }
        }
    }
#endif
