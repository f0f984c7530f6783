extension Operation {
    /// Every operation of the API.
    static let all: [Operation] =
        hostedZones + vpcs + recordSets + healthChecks + tags + geoLocations + dnssec
        + cidrCollections + delegationSets + limits + queryLogging + trafficPolicies
        + trafficPolicyInstances
}
