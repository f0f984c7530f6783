import Route53

extension Account {
    /// An account with one zone, `Z1`: example.com.
    static func withZone(
        isPrivate: Bool = false,
        surroundings: Surroundings = Surroundings()
    ) -> Account {
        var account = Account(surroundings: surroundings)
        account.put(
            .hostedZone(
                HostedZoneEntry(
                    id: ID("Z1"),
                    name: "example.com.",
                    callerReference: "one",
                    createdAt: Timestamp(milliseconds: 0),
                    ordinal: 1,
                    isPrivate: isPrivate,
                    nameServers: ["ns1.example.com", "ns2.example.com"]
                )
            )
        )
        _ = account.takeEdits()
        return account
    }
}
