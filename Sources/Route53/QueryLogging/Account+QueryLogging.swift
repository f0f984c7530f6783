// Configurations are kept for those who manage them with Route 53's tools. There is no CloudWatch
// here, and nothing is logged for them.

extension Account {
    package mutating func createQueryLoggingConfig(
        _ request: CreateQueryLoggingConfigRequest,
        _ context: RequestContext
    ) throws(AccountError) -> QueryLoggingConfigResponse {
        let zone = ID<HostedZoneEntry>(reference: request.hostedZoneID)
        guard try requireHostedZone(zone) == .public else {
            throw AccountError(
                .invalidInput,
                "The hosted zone \(zone) is private: queries are logged for public hosted zones"
            )
        }
        guard Self.isLogGroup(request.logGroup) else {
            throw AccountError(
                .invalidInput,
                "CloudWatchLogsLogGroupArn: found '\(request.logGroup)', expected"
                    + " arn:aws:logs:us-east-1:<account>:log-group:<name>"
            )
        }
        guard !queryLoggingConfigs.values().contains(where: { $0.hostedZone == zone }) else {
            throw AccountError(
                .queryLoggingConfigAlreadyExists,
                "A query logging configuration already exists for the hosted zone \(zone)"
            )
        }
        let entry = QueryLoggingConfigEntry(
            id: ID(context.makeUUID()),
            hostedZone: zone,
            logGroup: request.logGroup
        )
        put(.queryLoggingConfig(entry))
        return QueryLoggingConfigResponse(entry)
    }

    package func getQueryLoggingConfig(
        _ id: ID<QueryLoggingConfigEntry>
    ) throws(AccountError) -> QueryLoggingConfigResponse {
        QueryLoggingConfigResponse(try queryLoggingConfig(id))
    }

    package func listQueryLoggingConfigs(
        hostedZone: String?,
        nextToken: String?,
        maxResults: String?
    ) throws(AccountError) -> ListQueryLoggingConfigsResponse {
        let size = try PageSize(maxResults, most: ListQueryLoggingConfigsResponse.largestPage)
        // A token is the id of the configuration that comes next.
        if let nextToken, nextToken.utf8.count != Self.uuidLength {
            throw AccountError(.invalidPaginationToken, "The pagination token is not valid")
        }
        let rest = queryLoggingConfigs.values(from: nextToken.map { ID($0) })
        guard let hostedZone else { return ListQueryLoggingConfigsResponse(Page(rest, size: size)) }
        let zone = ID<HostedZoneEntry>(reference: hostedZone)
        _ = try requireHostedZone(zone)
        let ofZone = rest.filter { $0.hostedZone == zone }
        return ListQueryLoggingConfigsResponse(Page(ofZone, size: size))
    }

    package mutating func deleteQueryLoggingConfig(
        _ id: ID<QueryLoggingConfigEntry>
    ) throws(AccountError) {
        remove(.queryLoggingConfig(try queryLoggingConfig(id).id))
    }

    private func queryLoggingConfig(
        _ id: ID<QueryLoggingConfigEntry>
    ) throws(AccountError) -> QueryLoggingConfigEntry {
        guard let entry = queryLoggingConfigs[id] else {
            throw AccountError(
                .noSuchQueryLoggingConfig,
                "No query logging configuration found with ID: \(id)"
            )
        }
        return entry
    }

    private static let uuidLength = 36
    private static let accountIDLength = 12

    /// Route 53 logs to groups in one Region only.
    private static func isLogGroup(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        return parts.count == 7 && parts[..<4].elementsEqual(["arn", "aws", "logs", "us-east-1"])
            && parts[4].utf8.count == accountIDLength
            && parts[4].utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            && parts[5] == "log-group" && !parts[6].isEmpty
    }
}
