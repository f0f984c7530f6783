internal import Route53

extension Operation {
    static let tags: [Operation] = [
        Operation("ListTagsForResource", .get, "/tags/{ResourceType}/{ResourceId}") {
            request,
            plane throws(AccountError) in
            let resource = try request.taggedResource()
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listTags(of: resource)
                }
            )
        },
        Operation("ChangeTagsForResource", .post, "/tags/{ResourceType}/{ResourceId}") {
            request,
            plane throws(AccountError) in
            let resource = try request.taggedResource()
            let body = try request.decode(ChangeTagsForResourceRequest.self)
            try await plane.change { account, _ throws(AccountError) in
                try account.changeTags(of: resource, body)
            }
            return OperationResult(EmptyDocument())
        },
        Operation("ListTagsForResources", .post, "/tags/{ResourceType}") {
            request,
            plane throws(AccountError) in
            let type = request.parameter("ResourceType")
            let body = try request.decode(ListTagsForResourcesRequest.self)
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.listTags(ofType: type, body)
                }
            )
        },
    ]
}

extension OperationRequest {
    fileprivate func taggedResource() throws(AccountError) -> TaggedResource {
        try TaggedResource(type: parameter("ResourceType"), id: parameter("ResourceId"))
    }
}
