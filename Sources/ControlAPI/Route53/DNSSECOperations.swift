internal import Route53

extension Operation {
    static let dnssec: [Operation] = [
        Operation("GetDNSSEC", .get, "/hostedzone/{Id}/dnssec") {
            request,
            plane throws(AccountError) in
            let zone = ID<HostedZoneEntry>(reference: request.parameter("Id"))
            return OperationResult(
                try await plane.read { account, _ throws(AccountError) in
                    try account.getDNSSEC(of: zone)
                }
            )
        },
        refused("CreateKeySigningKey", .post, "/keysigningkey", status: 201) {
            request,
            account throws(AccountError) in
            try account.createKeySigningKey(
                try request.decode(CreateKeySigningKeyRequest.self)
            )
        },
        refused("EnableHostedZoneDNSSEC", .post, "/hostedzone/{Id}/enable-dnssec") {
            request,
            account throws(AccountError) in
            try account.enableDNSSEC(of: ID(reference: request.parameter("Id")))
        },
        refused("DisableHostedZoneDNSSEC", .post, "/hostedzone/{Id}/disable-dnssec") {
            request,
            account throws(AccountError) in
            try account.disableDNSSEC(of: ID(reference: request.parameter("Id")))
        },
        keyChange("ActivateKeySigningKey", .post, "/activate"),
        keyChange("DeactivateKeySigningKey", .post, "/deactivate"),
        keyChange("DeleteKeySigningKey", .delete, ""),
    ]

    /// An operation that says why it cannot be done.
    private static func refused(
        _ name: String,
        _ method: Method,
        _ path: String,
        status: Int = 200,
        refusal:
            @escaping @Sendable (OperationRequest, Account)
            throws(AccountError) -> Never
    ) -> Operation {
        Operation(name, method, path, status: status) {
            request,
            plane throws(AccountError) in
            try await plane.read { account, _ throws(AccountError) -> OperationResult in
                try refusal(request, account)
            }
        }
    }

    private static func keyChange(
        _ name: String,
        _ method: Method,
        _ end: String
    ) -> Operation {
        refused(name, method, "/keysigningkey/{HostedZoneId}/{Name}\(end)") {
            request,
            account throws(AccountError) in
            try account.changeKeySigningKey(
                named: request.parameter("Name"),
                of: ID(reference: request.parameter("HostedZoneId"))
            )
        }
    }
}
