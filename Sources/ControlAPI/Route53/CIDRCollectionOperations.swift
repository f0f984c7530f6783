internal import Route53

extension Operation {
    static let cidrCollections: [Operation] = [
        Operation("CreateCidrCollection", .post, "/cidrcollection", status: 201) {
            request,
            plane throws(AccountError) in
            let body = try request.decode(CreateCIDRCollectionRequest.self)
            let made = try await plane.change { account, context throws(AccountError) in
                try account.createCIDRCollection(body, context)
            }
            return OperationResult(made, location: "/cidrcollection/\(made.collection.id)")
        },
        Operation("ListCidrCollections", .get, "/cidrcollection") {
            request,
            plane throws(AccountError) in
            let token = request.query["nexttoken"]
            let maxResults = request.query["maxresults"]
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listCIDRCollections(nextToken: token, maxResults: maxResults)
                }
            )
        },
        Operation("ListCidrLocations", .get, "/cidrcollection/{CidrCollectionId}") {
            request,
            plane throws(AccountError) in
            let id = request.collectionID
            let token = request.query["nexttoken"]
            let maxResults = request.query["maxresults"]
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listCIDRLocations(
                        of: id,
                        nextToken: token,
                        maxResults: maxResults
                    )
                }
            )
        },
        Operation("ListCidrBlocks", .get, "/cidrcollection/{CidrCollectionId}/cidrblocks") {
            request,
            plane throws(AccountError) in
            let id = request.collectionID
            let query = request.query
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listCIDRBlocks(
                        of: id,
                        location: query["location"],
                        nextToken: query["nexttoken"],
                        maxResults: query["maxresults"]
                    )
                }
            )
        },
        Operation("ChangeCidrCollection", .post, "/cidrcollection/{CidrCollectionId}") {
            request,
            plane throws(AccountError) in
            let id = request.collectionID
            let body = try request.decode(ChangeCIDRCollectionRequest.self)
            return OperationResult(
                try await plane.change { account, context throws(AccountError) in
                    try account.changeCIDRCollection(id, body, context)
                }
            )
        },
        Operation("DeleteCidrCollection", .delete, "/cidrcollection/{CidrCollectionId}") {
            request,
            plane throws(AccountError) in
            let id = request.collectionID
            try await plane.change { account, _ throws(AccountError) in
                try account.deleteCIDRCollection(id)
            }
            return OperationResult(EmptyDocument())
        },
    ]
}

extension OperationRequest {
    fileprivate var collectionID: ID<CIDRCollectionEntry> {
        ID(reference: parameter("CidrCollectionId"))
    }
}
