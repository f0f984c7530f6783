internal import Route53

extension Operation {
    static let trafficPolicyInstances: [Operation] = [
        Operation("CreateTrafficPolicyInstance", .post, "/trafficpolicyinstance", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateTrafficPolicyInstanceRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createTrafficPolicyInstance(body, context)
            }
            return OperationResult(made, location: "/trafficpolicyinstance/\(made.instance.id)")
        },
        Operation("GetTrafficPolicyInstance", .get, "/trafficpolicyinstance/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.instanceID
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getTrafficPolicyInstance(id)
                }
            )
        },
        Operation("UpdateTrafficPolicyInstance", .post, "/trafficpolicyinstance/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.instanceID
            let body = try request.decode(UpdateTrafficPolicyInstanceRequest.self)
            return OperationResult(
                try await plane.change { account, _ throws(AccountError) in
                    try account.updateTrafficPolicyInstance(id, body)
                }
            )
        },
        Operation("DeleteTrafficPolicyInstance", .delete, "/trafficpolicyinstance/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.instanceID
            try await plane.change { account, _ throws(AccountError) in
                try account.deleteTrafficPolicyInstance(id)
            }
            return OperationResult(EmptyDocument())
        },
        Operation("GetTrafficPolicyInstanceCount", .get, "/trafficpolicyinstancecount") {
            _,
            plane throws(AccountError) in
            OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    account.getTrafficPolicyInstanceCount()
                }
            )
        },
        list("ListTrafficPolicyInstances", "/trafficpolicyinstances") {
            request throws(AccountError) in
            TrafficPolicyInstanceQuery(of: .account, marker: request.instanceMarker)
        },
        list("ListTrafficPolicyInstancesByHostedZone", "/trafficpolicyinstances/hostedzone") {
            request throws(AccountError) in
            let zone = try request.required("id")
            return TrafficPolicyInstanceQuery(
                of: .hostedZone(ID(reference: zone)),
                marker: request.instanceMarker
            )
        },
        list("ListTrafficPolicyInstancesByPolicy", "/trafficpolicyinstances/trafficpolicy") {
            request throws(AccountError) in
            let key = try TrafficPolicyKey(
                id: try request.required("id"),
                version: try request.required("version")
            )
            return TrafficPolicyInstanceQuery(
                of: .trafficPolicy(key),
                marker: request.instanceMarker
            )
        },
    ]

    private static func list(
        _ name: String,
        _ path: String,
        query:
            @escaping @Sendable (OperationRequest)
            throws(AccountError) -> TrafficPolicyInstanceQuery
    ) -> Operation {
        Operation(name, .get, path) {
            request,
            plane throws(AccountError) in
            let query = try query(request)
            let maxItems = request.query["maxitems"]
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listTrafficPolicyInstances(query, maxItems: maxItems)
                }
            )
        }
    }
}

extension OperationRequest {
    fileprivate var instanceID: ID<TrafficPolicyInstanceEntry> { ID(reference: parameter("Id")) }

    fileprivate var instanceMarker: TrafficPolicyInstanceMarker {
        TrafficPolicyInstanceMarker(
            hostedZone: query["hostedzoneid"],
            name: query["trafficpolicyinstancename"],
            type: query["trafficpolicyinstancetype"]
        )
    }

    /// A query parameter that cannot be left out.
    fileprivate func required(_ name: String) throws(AccountError) -> String {
        if let value = query[name] { return value }
        throw AccountError(.invalidInput, "The query parameter '\(name)' is missing")
    }
}
