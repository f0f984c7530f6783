internal import Route53

extension Operation {
    static let trafficPolicies: [Operation] = [
        Operation("CreateTrafficPolicy", .post, "/trafficpolicy", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateTrafficPolicyRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createTrafficPolicy(body, context)
            }
            return OperationResult(made, location: made.location)
        },
        Operation("CreateTrafficPolicyVersion", .post, "/trafficpolicy/{Id}", status: 201) {
            request,
            plane throws(AccountError) in
            let id = ID<TrafficPolicyEntry>(reference: request.parameter("Id"))
            let body = try request.decode(CreateTrafficPolicyVersionRequest.self)
            let made = try await plane.change { account, _ throws(AccountError) in
                try account.createTrafficPolicyVersion(of: id, body)
            }
            return OperationResult(made, location: made.location)
        },
        Operation("GetTrafficPolicy", .get, "/trafficpolicy/{Id}/{Version}") {
            request,
            plane throws(AccountError) in
            let key = try request.trafficPolicyKey()
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getTrafficPolicy(key)
                }
            )
        },
        Operation("UpdateTrafficPolicyComment", .post, "/trafficpolicy/{Id}/{Version}") {
            request,
            plane throws(AccountError) in
            let key = try request.trafficPolicyKey()
            let body = try request.decode(UpdateTrafficPolicyCommentRequest.self)
            return OperationResult(
                try await plane.change { account, _ throws(AccountError) in
                    try account.updateTrafficPolicyComment(key, body)
                }
            )
        },
        Operation("DeleteTrafficPolicy", .delete, "/trafficpolicy/{Id}/{Version}") {
            request,
            plane throws(AccountError) in
            let key = try request.trafficPolicyKey()
            try await plane.change { account, _ throws(AccountError) in
                try account.deleteTrafficPolicy(key)
            }
            return OperationResult(EmptyDocument())
        },
        Operation("ListTrafficPolicies", .get, "/trafficpolicies") {
            request,
            plane throws(AccountError) in
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listTrafficPolicies(
                        marker: query["trafficpolicyid"],
                        maxItems: query["maxitems"]
                    )
                }
            )
        },
        Operation("ListTrafficPolicyVersions", .get, "/trafficpolicies/{Id}/versions") {
            request,
            plane throws(AccountError) in
            let id = ID<TrafficPolicyEntry>(reference: request.parameter("Id"))
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listTrafficPolicyVersions(
                        of: id,
                        marker: query["trafficpolicyversion"],
                        maxItems: query["maxitems"]
                    )
                }
            )
        },
    ]
}

extension OperationRequest {
    fileprivate func trafficPolicyKey() throws(AccountError) -> TrafficPolicyKey {
        try TrafficPolicyKey(id: parameter("Id"), version: parameter("Version"))
    }
}

extension TrafficPolicyResponse {
    fileprivate var location: String {
        "/trafficpolicy/\(trafficPolicy.id)/\(trafficPolicy.version)"
    }
}
