/// Which traffic policy instances are listed, and from which on.
package struct TrafficPolicyInstanceQuery: Sendable, Hashable {
    package let scope: Scope
    package let marker: TrafficPolicyInstanceMarker

    package init(of scope: Scope, marker: TrafficPolicyInstanceMarker) {
        self.scope = scope
        self.marker = marker
    }

    package enum Scope: Sendable, Hashable {
        case account
        case hostedZone(ID<HostedZoneEntry>)
        case trafficPolicy(TrafficPolicyKey)
    }
}

/// The first instance of a page: instances are listed by hosted zone, name and type, which together
/// there is one of.
package struct TrafficPolicyInstanceMarker: Sendable, Hashable {
    package let hostedZone: String?
    package let name: String?
    package let type: String?

    package init(hostedZone: String? = nil, name: String? = nil, type: String? = nil) {
        self.hostedZone = hostedZone
        self.name = name
        self.type = type
    }

    fileprivate var place: (String, String, String) {
        (
            hostedZone.map { ID<HostedZoneEntry>(reference: $0).text } ?? "",
            name ?? "", type ?? ""
        )
    }
}

extension Account {
    private static let largestPage = 100

    package func listTrafficPolicyInstances(
        _ query: TrafficPolicyInstanceQuery,
        maxItems: String?
    ) throws(AccountError) -> ListTrafficPolicyInstancesResponse {
        let size = try PageSize(maxItems, most: Self.largestPage)
        var start = query.marker.place
        let all = trafficPolicyInstances.values()
        let listed: [TrafficPolicyInstanceEntry]
        switch query.scope {
        case .account: listed = Array(all)
        case .hostedZone(let zone):
            _ = try requireHostedZone(zone)
            start.0 = zone.text
            listed = all.filter { $0.hostedZone == zone }
        case .trafficPolicy(let key):
            _ = try trafficPolicy(key)
            listed = all.filter { $0.policy == key.id && $0.policyVersion == key.version }
        }
        let rest = listed.sorted { $0.place < $1.place }.drop { $0.place < start }
        return ListTrafficPolicyInstancesResponse(
            Page(rest, size: size),
            size: size,
            showsZone: query.scope.spansZones
        )
    }

    package func getTrafficPolicyInstanceCount() -> GetTrafficPolicyInstanceCountResponse {
        GetTrafficPolicyInstanceCountResponse(count: trafficPolicyInstances.count)
    }
}

extension TrafficPolicyInstanceQuery.Scope {
    /// Whether the marker of the next page needs a zone.
    fileprivate var spansZones: Bool {
        if case .hostedZone = self { false } else { true }
    }
}

extension TrafficPolicyInstanceEntry {
    fileprivate var place: (String, String, String) { (hostedZone.text, name, type) }
}
