package struct CreateTrafficPolicyInstanceRequest: Sendable, Hashable, Decodable {
    package var hostedZoneID: String
    package var name: String
    /// In seconds.
    package var ttl: Int
    package var policyID: String
    package var policyVersion: Int

    package init(
        hostedZoneID: String,
        name: String,
        ttl: Int,
        policyID: String,
        policyVersion: Int
    ) {
        self.hostedZoneID = hostedZoneID
        self.name = name
        self.ttl = ttl
        self.policyID = policyID
        self.policyVersion = policyVersion
    }

    private enum CodingKeys: String, CodingKey {
        case hostedZoneID = "HostedZoneId"
        case name = "Name"
        case ttl = "TTL"
        case policyID = "TrafficPolicyId"
        case policyVersion = "TrafficPolicyVersion"
    }
}

package struct UpdateTrafficPolicyInstanceRequest: Sendable, Hashable, Decodable {
    /// In seconds.
    package var ttl: Int
    package var policyID: String
    package var policyVersion: Int

    package init(ttl: Int, policyID: String, policyVersion: Int) {
        self.ttl = ttl
        self.policyID = policyID
        self.policyVersion = policyVersion
    }

    private enum CodingKeys: String, CodingKey {
        case ttl = "TTL"
        case policyID = "TrafficPolicyId"
        case policyVersion = "TrafficPolicyVersion"
    }
}

/// A `TrafficPolicyInstance` element. Its record sets are made with it, so that its state is always
/// the last one, with nothing to say about it.
package struct TrafficPolicyInstanceElement: Sendable, Hashable, Encodable {
    package let id: String
    package let hostedZoneID: String
    package let name: String
    package let ttl: Int
    package let state = "Applied"
    package let message = ""
    package let policyID: String
    package let policyVersion: Int
    package let policyType: String

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case hostedZoneID = "HostedZoneId"
        case name = "Name"
        case ttl = "TTL"
        case state = "State"
        case message = "Message"
        case policyID = "TrafficPolicyId"
        case policyVersion = "TrafficPolicyVersion"
        case policyType = "TrafficPolicyType"
    }

    init(_ entry: TrafficPolicyInstanceEntry) {
        id = entry.id.text
        hostedZoneID = entry.hostedZone.text
        name = entry.name
        ttl = entry.ttl
        policyID = entry.policy.text
        policyVersion = entry.policyVersion
        policyType = entry.type
    }
}

/// Children of the responses that show one instance.
package struct TrafficPolicyInstanceResponse: Sendable, Hashable, Encodable {
    package let instance: TrafficPolicyInstanceElement

    private enum CodingKeys: String, CodingKey { case instance = "TrafficPolicyInstance" }

    init(_ entry: TrafficPolicyInstanceEntry) { instance = TrafficPolicyInstanceElement(entry) }
}

/// Children of GetTrafficPolicyInstanceCountResponse.
package struct GetTrafficPolicyInstanceCountResponse: Sendable, Hashable, Encodable {
    package let count: Int

    private enum CodingKeys: String, CodingKey { case count = "TrafficPolicyInstanceCount" }
}

/// Children of the responses that list instances.
package struct ListTrafficPolicyInstancesResponse: Sendable, Hashable, Encodable {
    package let instances: ElementList<TrafficPolicyInstanceElement, InstanceName>
    package let hostedZoneIDMarker: String?
    package let nameMarker: String?
    package let typeMarker: String?
    package let isTruncated: Bool
    package let maxItems: Int

    package enum InstanceName: ElementName { package static let text = "TrafficPolicyInstance" }

    private enum CodingKeys: String, CodingKey {
        case instances = "TrafficPolicyInstances"
        case hostedZoneIDMarker = "HostedZoneIdMarker"
        case nameMarker = "TrafficPolicyInstanceNameMarker"
        case typeMarker = "TrafficPolicyInstanceTypeMarker"
        case isTruncated = "IsTruncated"
        case maxItems = "MaxItems"
    }

    init(_ page: Page<TrafficPolicyInstanceEntry>, size: PageSize, showsZone: Bool) {
        instances = ElementList(page.items.map(TrafficPolicyInstanceElement.init))
        hostedZoneIDMarker = showsZone ? page.next?.hostedZone.text : nil
        nameMarker = page.next?.name
        typeMarker = page.next?.type
        isTruncated = page.isTruncated
        maxItems = size.count
    }
}
