internal import HTTPTypes
internal import Route53

/// Why a request is not carried out.
struct Refusal: Error, Sendable {
    let status: HTTPResponse.Status
    /// As Route 53's documents say it.
    let code: String
    let message: String
    /// Whether what the client sends next could not be understood.
    let endsConnection: Bool
    /// The methods that there are, where it is the method that is wrong (RFC 9110 §15.5.6).
    let allowedMethods: [String]

    init(
        _ status: HTTPResponse.Status,
        code: String,
        _ message: String,
        endsConnection: Bool = false,
        allowedMethods: [String] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.endsConnection = endsConnection
        self.allowedMethods = allowedMethods
    }

    init(
        _ status: HTTPResponse.Status,
        _ code: AccountError.Code,
        _ message: String,
        endsConnection: Bool = false
    ) {
        self.init(status, code: code.rawValue, message, endsConnection: endsConnection)
    }

    init(_ error: AccountError) {
        self.init(error.code.status, error.code, error.message)
    }
}

extension AccountError.Code {
    /// The HTTP status of an error document.
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchChange, .noSuchCIDRCollection, .noSuchCIDRLocation,
            .noSuchCloudWatchLogsLogGroup, .noSuchGeoLocation, .noSuchHealthCheck,
            .noSuchHostedZone, .noSuchKeySigningKey, .noSuchQueryLoggingConfig,
            .noSuchTrafficPolicy, .noSuchTrafficPolicyInstance,
            .vpcAssociationAuthorizationNotFound, .vpcAssociationNotFound:
            .notFound
        case .cidrCollectionVersionMismatch, .healthCheckAlreadyExists,
            .healthCheckVersionMismatch, .hostedZoneAlreadyExists, .queryLoggingConfigAlreadyExists,
            .trafficPolicyAlreadyExists, .trafficPolicyInstanceAlreadyExists:
            .conflict
        case .serviceUnavailable: .serviceUnavailable
        case .internalFailure: .internalServerError
        default: .badRequest
        }
    }
}
