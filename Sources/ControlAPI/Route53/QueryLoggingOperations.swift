internal import Route53

extension Operation {
    static let queryLogging: [Operation] = [
        Operation("CreateQueryLoggingConfig", .post, "/queryloggingconfig", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateQueryLoggingConfigRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createQueryLoggingConfig(body, context)
            }
            return OperationResult(made, location: "/queryloggingconfig/\(made.config.id)")
        },
        Operation("ListQueryLoggingConfigs", .get, "/queryloggingconfig") {
            request,
            plane throws(AccountError) in
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listQueryLoggingConfigs(
                        hostedZone: query["hostedzoneid"],
                        nextToken: query["nexttoken"],
                        maxResults: query["maxresults"]
                    )
                }
            )
        },
        Operation("GetQueryLoggingConfig", .get, "/queryloggingconfig/{Id}") {
            request,
            plane throws(AccountError) in
            let id = ID<QueryLoggingConfigEntry>(reference: request.parameter("Id"))
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getQueryLoggingConfig(id)
                }
            )
        },
        Operation("DeleteQueryLoggingConfig", .delete, "/queryloggingconfig/{Id}") {
            request,
            plane throws(AccountError) in
            let id = ID<QueryLoggingConfigEntry>(reference: request.parameter("Id"))
            try await plane.change { account, _ throws(AccountError) in
                try account.deleteQueryLoggingConfig(id)
            }
            return OperationResult(EmptyDocument())
        },
    ]
}
