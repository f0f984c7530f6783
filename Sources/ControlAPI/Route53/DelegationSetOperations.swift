internal import Route53

extension Operation {
    static let delegationSets: [Operation] = [
        Operation("CreateReusableDelegationSet", .post, "/delegationset", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateReusableDelegationSetRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createReusableDelegationSet(body, context)
            }
            return OperationResult(made, location: made.delegationSet.id)
        },
        Operation("ListReusableDelegationSets", .get, "/delegationset") {
            request,
            plane throws(AccountError) in
            let marker = request.query["marker"]
            let maxItems = request.query["maxitems"]
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listReusableDelegationSets(marker: marker, maxItems: maxItems)
                }
            )
        },
        Operation("GetReusableDelegationSet", .get, "/delegationset/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.delegationSetID
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getReusableDelegationSet(id)
                }
            )
        },
        Operation("DeleteReusableDelegationSet", .delete, "/delegationset/{Id}") {
            request,
            plane throws(AccountError) in
            let id = request.delegationSetID
            try await plane.change { account, _ throws(AccountError) in
                try account.deleteReusableDelegationSet(id)
            }
            return OperationResult(EmptyDocument())
        },
        Operation(
            "GetReusableDelegationSetLimit",
            .get,
            "/reusabledelegationsetlimit/{Id}/{Type}"
        ) {
            request,
            plane throws(AccountError) in
            let id = request.delegationSetID
            let type = request.parameter("Type")
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getReusableDelegationSetLimit(id, type: type)
                }
            )
        },
    ]
}

extension OperationRequest {
    fileprivate var delegationSetID: ID<DelegationSetEntry> { ID(reference: parameter("Id")) }
}
