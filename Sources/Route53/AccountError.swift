/// Why an operation is refused: what Route 53's error documents say.
package struct AccountError: Error, Sendable, Hashable {
    package let code: Code
    /// One sentence; of an `InvalidChangeBatch` as many as there are problems.
    package let messages: [String]

    package init(_ code: Code, _ message: String) {
        self.code = code
        messages = [message]
    }

    package init(batchProblems messages: [String]) {
        code = .invalidChangeBatch
        self.messages = messages
    }

    /// What the document says: the problems of a batch stand in brackets.
    package var message: String {
        code == .invalidChangeBatch
            ? "[" + messages.joined(separator: ", ") + "]" : messages.joined(separator: ", ")
    }
}

extension AccountError: CustomStringConvertible {
    package var description: String { "\(code.rawValue): \(message)" }
}

extension AccountError {
    /// Route 53's error codes.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        case invalidInput = "InvalidInput"
        case invalidArgument = "InvalidArgument"
        case invalidChangeBatch = "InvalidChangeBatch"
        case invalidDomainName = "InvalidDomainName"
        case invalidPaginationToken = "InvalidPaginationToken"
        case invalidVPCID = "InvalidVPCId"
        case invalidTrafficPolicyDocument = "InvalidTrafficPolicyDocument"
        case invalidSigningStatus = "InvalidSigningStatus"

        case noSuchHostedZone = "NoSuchHostedZone"
        case hostedZoneNotFound = "HostedZoneNotFound"
        case hostedZoneAlreadyExists = "HostedZoneAlreadyExists"
        case hostedZoneNotEmpty = "HostedZoneNotEmpty"
        case hostedZoneNotPrivate = "HostedZoneNotPrivate"
        case tooManyHostedZones = "TooManyHostedZones"
        case conflictingDomainExists = "ConflictingDomainExists"
        case noSuchChange = "NoSuchChange"
        case priorRequestNotComplete = "PriorRequestNotComplete"

        case noSuchDelegationSet = "NoSuchDelegationSet"
        case delegationSetAlreadyCreated = "DelegationSetAlreadyCreated"
        case delegationSetAlreadyReusable = "DelegationSetAlreadyReusable"
        case delegationSetInUse = "DelegationSetInUse"
        case delegationSetNotAvailable = "DelegationSetNotAvailable"
        case delegationSetNotReusable = "DelegationSetNotReusable"

        case noSuchHealthCheck = "NoSuchHealthCheck"
        case healthCheckAlreadyExists = "HealthCheckAlreadyExists"
        case healthCheckVersionMismatch = "HealthCheckVersionMismatch"
        case tooManyHealthChecks = "TooManyHealthChecks"
        case healthCheckInUse = "HealthCheckInUse"

        case noSuchGeoLocation = "NoSuchGeoLocation"

        case noSuchCIDRCollection = "NoSuchCidrCollectionException"
        case noSuchCIDRLocation = "NoSuchCidrLocationException"
        case cidrBlockInUse = "CidrBlockInUseException"
        case cidrCollectionAlreadyExists = "CidrCollectionAlreadyExistsException"
        case cidrCollectionInUse = "CidrCollectionInUseException"
        case cidrCollectionVersionMismatch = "CidrCollectionVersionMismatchException"

        case noSuchKeySigningKey = "NoSuchKeySigningKey"
        case dnssecNotFound = "DNSSECNotFound"

        case noSuchQueryLoggingConfig = "NoSuchQueryLoggingConfig"
        case noSuchCloudWatchLogsLogGroup = "NoSuchCloudWatchLogsLogGroup"
        case queryLoggingConfigAlreadyExists = "QueryLoggingConfigAlreadyExists"

        case publicZoneVPCAssociation = "PublicZoneVPCAssociation"
        case lastVPCAssociation = "LastVPCAssociation"
        case vpcAssociationNotFound = "VPCAssociationNotFound"
        case vpcAssociationAuthorizationNotFound = "VPCAssociationAuthorizationNotFound"
        case tooManyVPCAssociationAuthorizations = "TooManyVPCAssociationAuthorizations"

        case noSuchTrafficPolicy = "NoSuchTrafficPolicy"
        case noSuchTrafficPolicyInstance = "NoSuchTrafficPolicyInstance"
        case trafficPolicyAlreadyExists = "TrafficPolicyAlreadyExists"
        case trafficPolicyInUse = "TrafficPolicyInUse"
        case trafficPolicyInstanceAlreadyExists = "TrafficPolicyInstanceAlreadyExists"
        case conflictingTypes = "ConflictingTypes"
        case tooManyTrafficPolicies = "TooManyTrafficPolicies"
        case tooManyTrafficPolicyVersions = "TooManyTrafficPolicyVersionsForCurrentPolicy"
        case tooManyTrafficPolicyInstances = "TooManyTrafficPolicyInstances"

        case limitsExceeded = "LimitsExceeded"
        /// What Route 53 has no code for: the truth cannot be written, or cannot be changed here.
        case serviceUnavailable = "ServiceUnavailable"
        case internalFailure = "InternalFailure"
    }
}
