import Answering
import GeoIP
import OperatorConfiguration
import OperatorFiles

/// What the configuration says, with the cookie secrets that it names.
struct Settings: Sendable {
    /// With the overrides applied.
    let configuration: ServerConfiguration
    let givenZones: [GivenZone]
    let options: AnswerOptions
    let ownNetworks: OwnNetworks
    /// Whose requests the API takes; none: everybody's.
    let accessKeys: [AccessKey]

    struct AccessKey: Sendable, Hashable {
        let id: String
        let secret: String
    }
}

/// Reads the settings, and remembers which files they were read from.
struct SettingsReader: Sendable {
    /// Nil: there is no file.
    let path: String?
    let overrides: Overrides
    private let inspector: FileInspector
    /// Makes server cookies if no file holds a secret: the same as long as the process runs.
    private let ownCookieSecret: [UInt8]
    private(set) var files = SourceFiles()

    init(path: String?, overrides: Overrides, environment: LiveEnvironment) {
        self.path = path
        self.overrides = overrides
        inspector = FileInspector(wallSeconds: environment.wallSeconds)
        ownCookieSecret = environment.randomOctets(CookieSecret.octetCount)
    }

    /// What messages call the file.
    var name: String { path ?? "no configuration file" }

    /// True unless one of the files may have changed since they were read.
    mutating func isUpToDate(_ look: inout FileLook) -> Bool { files.confirm(by: &look) }

    mutating func read() throws(MeridianError) -> Settings {
        let noting = NotingReader(inspector)
        defer { files = noting.files }
        do {
            var configured = ServerConfiguration()
            if let path {
                noting.note(path)
                configured = try ConfigurationFile.read(path)
            }
            let configuration = try overrides.applied(to: configured)
            for file in configuration.secretFiles { noting.note(file) }
            return Settings(
                configuration: configuration,
                givenZones: overrides.given,
                options: try Wiring.answerOptions(configuration, ownCookieSecret: ownCookieSecret),
                ownNetworks: try OwnNetworks(
                    configuration.networks.map { .init($0.prefix, $0.location) }
                ),
                accessKeys: try configuration.api.credentials.map { credential in
                    .init(id: credential.accessKeyID, secret: try SecretAccessKey.read(credential))
                }
            )
        } catch let error as MeridianError {
            throw error
        } catch let error as ConfigurationError {
            throw .refused(error.problems.map { .error($0) })
        } catch {
            // Two spellings of one network.
            throw .refused([.error("\(name): networks: \(error)")])
        }
    }
}

extension ServerConfiguration {
    fileprivate var secretFiles: [String] {
        let ofCredentials = api.credentials.compactMap { credential -> String? in
            guard case .file(let path) = credential.secret else { return nil }
            return path
        }
        return [cookies.secretFile, cookies.previousSecretFile].compactMap(\.self) + ofCredentials
    }
}
