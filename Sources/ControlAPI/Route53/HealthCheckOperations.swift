internal import HealthChecking
internal import Route53

extension Operation {
    static let healthChecks: [Operation] = [
        Operation("CreateHealthCheck", .post, "/healthcheck", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateHealthCheckRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createHealthCheck(body, context)
            }
            return OperationResult(made, location: "/healthcheck/\(made.healthCheck.id)")
        },
        Operation("ListHealthChecks", .get, "/healthcheck") {
            request,
            plane throws(AccountError) in
            let marker = request.query["marker"]
            let maxItems = request.query["maxitems"]
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listHealthChecks(marker: marker, maxItems: maxItems)
                }
            )
        },
        Operation("GetHealthCheckCount", .get, "/healthcheckcount") {
            _,
            plane throws(AccountError) in
            OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    account.getHealthCheckCount()
                }
            )
        },
        Operation("GetHealthCheck", .get, "/healthcheck/{HealthCheckId}") {
            request,
            plane throws(AccountError) in
            let id = request.healthCheckID
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getHealthCheck(id)
                }
            )
        },
        Operation("UpdateHealthCheck", .post, "/healthcheck/{HealthCheckId}") {
            request,
            plane throws(AccountError) in
            let id = request.healthCheckID
            let body = try request.decode(UpdateHealthCheckRequest.self)
            return OperationResult(
                try await plane.change { account, _ throws(AccountError) in
                    try account.updateHealthCheck(id, body)
                }
            )
        },
        Operation("DeleteHealthCheck", .delete, "/healthcheck/{HealthCheckId}") {
            request,
            plane throws(AccountError) in
            let id = request.healthCheckID
            try await plane.change { account, _ throws(AccountError) in
                try account.deleteHealthCheck(id)
            }
            return OperationResult(EmptyDocument())
        },
        Operation("GetHealthCheckStatus", .get, "/healthcheck/{HealthCheckId}/status") {
            request,
            plane throws(AccountError) in
            let report = try await request.healthReport(plane)
            return OperationResult(HealthCheckObservationsResponse(report?.lastObservation))
        },
        Operation(
            "GetHealthCheckLastFailureReason",
            .get,
            "/healthcheck/{HealthCheckId}/lastfailurereason"
        ) {
            request,
            plane throws(AccountError) in
            let report = try await request.healthReport(plane)
            return OperationResult(HealthCheckObservationsResponse(report?.lastFailure))
        },
        Operation("GetCheckerIpRanges", .get, "/checkeripranges") {
            _,
            _ throws(AccountError) in
            OperationResult(GetCheckerIPRangesResponse())
        },
    ]
}

extension OperationRequest {
    fileprivate var healthCheckID: ID<HealthCheckEntry> {
        ID(reference: parameter("HealthCheckId"))
    }

    /// Nil of a check that exists and of which nothing has been found out.
    fileprivate func healthReport(
        _ plane: any ControlPlane
    ) async throws(AccountError) -> HealthReport? {
        let id = healthCheckID
        _ = try await plane.read { account, _ throws(AccountError) in
            try account.healthCheck(id)
        }
        return await plane.healthReport(of: id)
    }
}
