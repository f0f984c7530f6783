internal import Route53

extension Operation {
    static let hostedZones: [Operation] =
        zoneLists + zoneChanges + [
            Operation("GetHostedZone", .get, "/hostedzone/{Id}") {
                request,
                plane throws(AccountError) in
                let id = request.hostedZoneID
                return OperationResult(
                    try await plane.read { account, _ throws(AccountError) in
                        try account.getHostedZone(id)
                    }
                )
            },
            Operation("GetHostedZoneCount", .get, "/hostedzonecount") {
                _,
                plane throws(AccountError) in
                OperationResult(
                    try await plane.read { account, _ throws(AccountError) in
                        account.getHostedZoneCount()
                    }
                )
            },
            Operation("GetHostedZoneLimit", .get, "/hostedzonelimit/{Id}/{Type}") {
                request,
                plane throws(AccountError) in
                let id = request.hostedZoneID
                let type = request.parameter("Type")
                return OperationResult(
                    try await plane.read { account, _ throws(AccountError) in
                        try account.getHostedZoneLimit(id, type: type)
                    }
                )
            },
        ]

    private static let zoneLists: [Operation] = [
        Operation("ListHostedZones", .get, "/hostedzone") {
            request,
            plane throws(AccountError) in
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listHostedZones(
                        marker: query["marker"],
                        maxItems: query["maxitems"],
                        delegationSet: query["delegationsetid"],
                        type: query["hostedzonetype"]
                    )
                }
            )
        },
        Operation("ListHostedZonesByName", .get, "/hostedzonesbyname") {
            request,
            plane throws(AccountError) in
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listHostedZonesByName(
                        dnsName: query["dnsname"],
                        hostedZoneID: query["hostedzoneid"],
                        maxItems: query["maxitems"]
                    )
                }
            )
        },
    ]

    private static let zoneChanges: [Operation] = [
        Operation("CreateHostedZone", .post, "/hostedzone", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateHostedZoneRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createHostedZone(body, context)
            }
            return OperationResult(made, location: made.hostedZone.id)
        },
        Operation("UpdateHostedZoneComment", .post, "/hostedzone/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(UpdateHostedZoneCommentRequest.self)
            return OperationResult(
                try await plane.change { account, _ throws(AccountError) in
                    try account.updateHostedZoneComment(id, body)
                }
            )
        },
        Operation("UpdateHostedZoneFeatures", .post, "/hostedzone/{Id}/features") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(UpdateHostedZoneFeaturesRequest.self)
            try await plane.change { account, _ throws(AccountError) in
                try account.updateHostedZoneFeatures(id, body)
            }
            return OperationResult(EmptyDocument())
        },
        Operation("DeleteHostedZone", .delete, "/hostedzone/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            return OperationResult(
                try await plane.change { account, context throws(AccountError) in
                    try account.deleteHostedZone(id, context)
                }
            )
        },
    ]
}

extension OperationRequest {
    /// The zone of an operation whose path has `{Id}`.
    var hostedZoneID: ID<HostedZoneEntry> { ID(reference: parameter("Id")) }
}
