import Route53
import Testing

@Suite("DNSSEC")
struct DNSSECTests {
    private let zone = ID<HostedZoneEntry>("Z1")

    @Test("is told to be off, with no keys")
    func status() throws {
        let response = try Account.withZone().getDNSSEC(of: zone)
        #expect(response.status.serveSignature == "NOT_SIGNING")
        #expect(response.keySigningKeys.items.isEmpty)
    }

    private func refusals(in account: Account, _ zone: ID<HostedZoneEntry>) -> [AccountError?] {
        [
            refusal { () throws(AccountError) in
                try account.createKeySigningKey(CreateKeySigningKeyRequest(hostedZoneID: zone.text))
            },
            refusal { () throws(AccountError) in try account.enableDNSSEC(of: zone) },
        ]
    }

    @Test("cannot be switched on")
    func enabling() {
        let message = "DNSSEC signing is not available in this release"
        for refusal in refusals(in: Account.withZone(), zone) {
            #expect(refusal == AccountError(.invalidArgument, message))
        }
        #expect(
            refusal { () throws(AccountError) in try Account.withZone().disableDNSSEC(of: zone) }?
                .code == .dnssecNotFound
        )
        #expect(
            refusal { () throws(AccountError) in
                try Account.withZone().changeKeySigningKey(named: "key", of: zone)
            }
                == AccountError(
                    .noSuchKeySigningKey,
                    "The hosted zone Z1 has no key-signing key named 'key'"
                )
        )
    }

    @Test("is not for private zones, nor for those that do not exist")
    func wrongZones() {
        let isPrivate = Account.withZone(isPrivate: true)
        for refusal in refusals(in: isPrivate, zone) + [
            refusal { () throws(AccountError) in _ = try isPrivate.getDNSSEC(of: zone) },
            refusal { () throws(AccountError) in try isPrivate.disableDNSSEC(of: zone) },
        ] {
            #expect(refusal?.code == .invalidArgument)
            #expect(refusal?.message.contains("is private") == true)
        }
        for refusal in refusals(in: Account(), zone) {
            #expect(refusal == .noSuchHostedZone(zone))
        }
    }
}
