package import HealthChecking

// Between the element of the API and HealthChecking's own value, whose rules count.

extension HealthCheckConfigElement {
    /// - Throws: `InvalidInput`, of words that are not among those of Route 53. Whether the elements
    ///   fit together is seen when a `HealthCheck` is made of the result.
    func config() throws(AccountError) -> HealthCheckConfig {
        var config = HealthCheckConfig(type: try Self.word(type))
        config.ipAddress = ipAddress
        config.port = port
        config.fullyQualifiedDomainName = fullyQualifiedDomainName
        config.resourcePath = resourcePath
        config.searchString = searchString
        config.requestInterval = requestInterval
        config.failureThreshold = failureThreshold
        config.measureLatency = measureLatency
        config.inverted = inverted
        config.disabled = disabled
        config.enableSNI = enableSNI
        config.healthThreshold = healthThreshold
        config.routingControlArn = routingControlArn
        if let alarmIdentifier {
            config.alarmIdentifier = AlarmIdentifier(
                region: alarmIdentifier.region,
                name: alarmIdentifier.name
            )
        }
        if let insufficientDataHealthStatus {
            config.insufficientDataHealthStatus = try Self.word(insufficientDataHealthStatus)
        }
        if let regions {
            config.regions = try regions.items.map { text throws(AccountError) in
                try Self.word(text)
            }
        }
        if let childHealthChecks {
            config.childHealthChecks = try childHealthChecks.items.map {
                text throws(AccountError) in
                guard let id = HealthCheckID(text) else {
                    throw AccountError(
                        .invalidInput,
                        "ChildHealthChecks: found '\(text)', expected \(HealthCheckID.form)"
                    )
                }
                return id
            }
        }
        return config
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String
    ) throws(AccountError) -> Word {
        guard let word = Word(rawValue: text) else {
            throw .notInEnumeration(text, Word.allCases.map(\.rawValue))
        }
        return word
    }

    /// The element of a check that the configuration makes.
    package init(_ config: HealthCheckConfig) {
        self.init(type: config.type.rawValue)
        ipAddress = config.ipAddress
        port = config.port
        fullyQualifiedDomainName = config.fullyQualifiedDomainName
        resourcePath = config.resourcePath
        searchString = config.searchString
        requestInterval = config.requestInterval
        failureThreshold = config.failureThreshold
        measureLatency = config.measureLatency
        inverted = config.inverted
        disabled = config.disabled
        enableSNI = config.enableSNI
        healthThreshold = config.healthThreshold
        routingControlArn = config.routingControlArn
        alarmIdentifier = config.alarmIdentifier.map {
            AlarmIdentifierElement(region: $0.region, name: $0.name)
        }
        insufficientDataHealthStatus = config.insufficientDataHealthStatus?.rawValue
        regions = config.regions.map { ElementList($0.map(\.rawValue)) }
        childHealthChecks = config.childHealthChecks.map { ElementList($0.map(\.text)) }
        self = withDefaults
    }

    /// With what Route 53 fills in and lists, where a request leaves it out.
    package var withDefaults: HealthCheckConfigElement {
        var filled = self
        filled.inverted = inverted ?? false
        filled.disabled = disabled ?? false
        guard let type = HealthCheckType(rawValue: type), type.hasEndpoint else { return filled }
        filled.port = port ?? type.usualPort
        filled.requestInterval = requestInterval ?? RequestInterval.standard.rawValue
        filled.failureThreshold = failureThreshold ?? HealthCheckConfig.defaultFailureThreshold
        filled.measureLatency = measureLatency ?? false
        if type.isHTTPS { filled.enableSNI = enableSNI ?? true }
        return filled
    }
}
