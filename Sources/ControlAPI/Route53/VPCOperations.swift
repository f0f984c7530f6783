internal import Route53

extension Operation {
    static let vpcs: [Operation] = [
        Operation("ListHostedZonesByVPC", .get, "/hostedzonesbyvpc") {
            request,
            plane throws(AccountError) in
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listHostedZonesByVPC(
                        VPC(region: query["vpcregion"], id: query["vpcid"]),
                        nextToken: query["nexttoken"],
                        maxItems: query["maxitems"]
                    )
                }
            )
        },
        Operation("AssociateVPCWithHostedZone", .post, "/hostedzone/{Id}/associatevpc") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(VPCAssociationRequest.self)
            return OperationResult(
                try await plane.change { account, context throws(AccountError) in
                    try account.associateVPC(id, body, context)
                }
            )
        },
        Operation("DisassociateVPCFromHostedZone", .post, "/hostedzone/{Id}/disassociatevpc") {
            request,
            plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(VPCAssociationRequest.self)
            return OperationResult(
                try await plane.change { account, context throws(AccountError) in
                    try account.disassociateVPC(id, body, context)
                }
            )
        },
        Operation(
            "CreateVPCAssociationAuthorization",
            .post,
            "/hostedzone/{Id}/authorizevpcassociation"
        ) { request, plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(VPCAssociationRequest.self)
            return OperationResult(
                try await plane.change { account, _ throws(AccountError) in
                    try account.authorizeVPC(id, body)
                }
            )
        },
        Operation(
            "DeleteVPCAssociationAuthorization",
            .post,
            "/hostedzone/{Id}/deauthorizevpcassociation"
        ) { request, plane throws(AccountError) in
            let id = request.hostedZoneID
            let body = try request.decode(VPCAssociationRequest.self)
            try await plane.change { account, _ throws(AccountError) in
                try account.deauthorizeVPC(id, body)
            }
            return OperationResult(EmptyDocument())
        },
        Operation(
            "ListVPCAssociationAuthorizations",
            .get,
            "/hostedzone/{Id}/authorizevpcassociation"
        ) { request, plane throws(AccountError) in
            let id = request.hostedZoneID
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listVPCAuthorizations(
                        id,
                        nextToken: query["nexttoken"],
                        maxResults: query["maxresults"]
                    )
                }
            )
        },
    ]
}
