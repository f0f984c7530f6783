import HealthChecking
import Logging
import OperatorConfiguration

/// Opens the account as soon as the configuration is read, for zones of files are checked beside
/// those of the account.
final class ControlOpening {
    /// Nil until it is open, and if there is none.
    private(set) var control: ControlService?
    private(set) var accountZones: StatePublication.AccountZones = [:]
    private let healthNumbering: HealthNumbering
    private let environment: LiveEnvironment
    private let logger: Logger

    init(healthNumbering: HealthNumbering, environment: LiveEnvironment, logger: Logger) {
        self.healthNumbering = healthNumbering
        self.environment = environment
        self.logger = logger
    }

    func open(_ settings: Settings) throws(MeridianError) -> StatePublication.AccountZones {
        guard let listen = settings.configuration.effectiveHTTPListen else { return [:] }
        let control = try ControlService(
            listen: listen,
            settings,
            healthNumbering: healthNumbering,
            environment: environment,
            logger: logger
        )
        accountZones = control.load()
        self.control = control
        return accountZones
    }
}
