extension AccountError {
    package static func noSuchHostedZone(_ id: ID<HostedZoneEntry>) -> AccountError {
        AccountError(.noSuchHostedZone, "No hosted zone found with ID: \(id)")
    }
}

/// A hosted zone as the API shows it: of the account, or from a file.
enum ListedZone {
    case stored(HostedZoneTable.Zone)
    case file(FileZone)

    var id: ID<HostedZoneEntry> {
        switch self {
        case .stored(let zone): zone.entry.id
        case .file(let zone): zone.id
        }
    }

    var name: String {
        switch self {
        case .stored(let zone): zone.entry.name
        case .file(let zone): zone.name
        }
    }

    var isPrivate: Bool {
        switch self {
        case .stored(let zone): zone.entry.isPrivate
        case .file(let zone): zone.isPrivate
        }
    }

    var element: HostedZoneElement {
        switch self {
        case .stored(let zone): HostedZoneElement(zone)
        case .file(let zone): HostedZoneElement(zone)
        }
    }

    var nameKey: HostedZoneTable.NameKey { HostedZoneTable.NameKey(name: name, id: id.text) }
}

extension Account {
    /// - Throws: `NoSuchHostedZone`.
    func listedZone(_ id: ID<HostedZoneEntry>) throws(AccountError) -> ListedZone {
        if let zone = hostedZones[id] { return .stored(zone) }
        if let zone = surroundings.fileZone(id) { return .file(zone) }
        throw .noSuchHostedZone(id)
    }

    /// A zone that the API can change.
    func changeableZone(
        _ id: ID<HostedZoneEntry>
    ) throws(AccountError) -> HostedZoneEntry {
        switch try listedZone(id) {
        case .stored(let zone): return zone.entry
        case .file(let zone):
            throw AccountError(
                .invalidInput,
                "The hosted zone \(zone.name) comes from \(zone.file): it can be changed only there"
            )
        }
    }

    /// Whether the zone, of the account or from a file, is private.
    ///
    /// - Throws: `NoSuchHostedZone`.
    func requireHostedZone(_ id: ID<HostedZoneEntry>) throws(AccountError) -> ZoneVisibility {
        try listedZone(id).isPrivate ? .private : .public
    }
}

enum ZoneVisibility {
    case `public`
    case `private`
}
