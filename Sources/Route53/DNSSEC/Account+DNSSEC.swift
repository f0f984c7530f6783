// Zones are not signed: clients that ask are told so, and those that want it are refused.

extension Account {
    package func getDNSSEC(
        of zone: ID<HostedZoneEntry>
    ) throws(AccountError) -> GetDNSSECResponse {
        try requireSignable(zone)
        return GetDNSSECResponse()
    }

    /// CreateKeySigningKey.
    package func createKeySigningKey(
        _ request: CreateKeySigningKeyRequest
    ) throws(AccountError) -> Never {
        try refuseSigning(of: ID(reference: request.hostedZoneID))
    }

    /// EnableHostedZoneDNSSEC.
    package func enableDNSSEC(of zone: ID<HostedZoneEntry>) throws(AccountError) -> Never {
        try refuseSigning(of: zone)
    }

    /// DisableHostedZoneDNSSEC.
    package func disableDNSSEC(of zone: ID<HostedZoneEntry>) throws(AccountError) -> Never {
        try requireSignable(zone)
        throw AccountError(.dnssecNotFound, "The hosted zone \(zone) has no DNSSEC resources")
    }

    /// ActivateKeySigningKey, DeactivateKeySigningKey and DeleteKeySigningKey: there is no key.
    package func changeKeySigningKey(
        named name: String,
        of zone: ID<HostedZoneEntry>
    ) throws(AccountError) -> Never {
        throw AccountError(
            .noSuchKeySigningKey,
            "The hosted zone \(zone) has no key-signing key named '\(name)'"
        )
    }

    private func refuseSigning(of zone: ID<HostedZoneEntry>) throws(AccountError) -> Never {
        try requireSignable(zone)
        throw AccountError(
            .invalidArgument,
            "DNSSEC signing is not available in this release"
        )
    }

    private func requireSignable(_ zone: ID<HostedZoneEntry>) throws(AccountError) {
        switch try requireHostedZone(zone) {
        case .public: return
        case .private:
            throw AccountError(
                .invalidArgument,
                "The hosted zone \(zone) is private: DNSSEC signs public hosted zones only"
            )
        }
    }
}

package struct CreateKeySigningKeyRequest: Sendable, Hashable, Decodable {
    package var hostedZoneID: String

    package init(hostedZoneID: String) { self.hostedZoneID = hostedZoneID }

    private enum CodingKeys: String, CodingKey { case hostedZoneID = "HostedZoneId" }
}

/// Children of GetDNSSECResponse: of a zone that is not signed and has no keys.
package struct GetDNSSECResponse: Sendable, Hashable, Encodable {
    package let status = Status()
    package let keySigningKeys = ElementList<String, MemberName>([])

    package struct Status: Sendable, Hashable, Encodable {
        package let serveSignature = "NOT_SIGNING"

        private enum CodingKeys: String, CodingKey { case serveSignature = "ServeSignature" }
    }

    private enum CodingKeys: String, CodingKey {
        case status = "Status"
        case keySigningKeys = "KeySigningKeys"
    }
}
