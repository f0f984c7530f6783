extension Operation {
    /// Every operation of the API.
    static let all: [Operation] =
        healthChecks + tags + geoLocations + dnssec + cidrCollections + delegationSets + limits
        + queryLogging + trafficPolicies
}
