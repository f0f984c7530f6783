extension TaggedResource {
    /// What the paths of the tag operations call the kinds of resources.
    package enum ResourceType: String, Sendable, Hashable, CaseIterable {
        case healthCheck = "healthcheck"
        case hostedZone = "hostedzone"
    }

    package init(type: String, id: String) throws(AccountError) {
        switch ResourceType(rawValue: type) {
        case .healthCheck: self = .healthCheck(ID(reference: id))
        case .hostedZone: self = .hostedZone(ID(reference: id))
        case nil: throw .notInEnumeration(type, ResourceType.allCases.map(\.rawValue))
        }
    }

    package var type: ResourceType {
        switch self {
        case .hostedZone: .hostedZone
        case .healthCheck: .healthCheck
        }
    }

    package var id: String {
        switch self {
        case .hostedZone(let id): id.text
        case .healthCheck(let id): id.text
        }
    }
}
