internal import Route53

extension Operation {
    static let limits: [Operation] = [
        Operation("GetAccountLimit", .get, "/accountlimit/{Type}") {
            request,
            plane throws(AccountError) in
            let type = request.parameter("Type")
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getAccountLimit(type)
                }
            )
        }
    ]
}
