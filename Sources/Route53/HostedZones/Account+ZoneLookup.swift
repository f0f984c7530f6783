extension AccountError {
    package static func noSuchHostedZone(_ id: ID<HostedZoneEntry>) -> AccountError {
        AccountError(.noSuchHostedZone, "No hosted zone found with ID: \(id)")
    }
}

extension Account {
    /// Whether the zone, of the account or from a file, is private.
    ///
    /// - Throws: `NoSuchHostedZone`.
    func requireHostedZone(_ id: ID<HostedZoneEntry>) throws(AccountError) -> ZoneVisibility {
        if let zone = hostedZones[id]?.entry { return zone.isPrivate ? .private : .public }
        if let zone = surroundings.fileZones.first(where: { $0.id == id }) {
            return zone.isPrivate ? .private : .public
        }
        throw .noSuchHostedZone(id)
    }
}

enum ZoneVisibility {
    case `public`
    case `private`
}
