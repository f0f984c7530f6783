/// A `ChangeInfo` element.
package struct ChangeInfo: Sendable, Hashable, Encodable {
    package let id: String
    package let status: Status
    package let submittedAt: Timestamp
    package let comment: String?

    package enum Status: String, Sendable, Hashable, Encodable {
        case pending = "PENDING"
        case inSync = "INSYNC"
    }

    init(_ change: ChangeEntry, _ status: Status) {
        id = "/change/\(change.id)"
        self.status = status
        submittedAt = change.submittedAt
        comment = change.comment
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case status = "Status"
        case submittedAt = "SubmittedAt"
        case comment = "Comment"
    }
}

/// Children of every response that holds a change and nothing else.
package struct ChangeInfoResponse: Sendable, Hashable, Encodable {
    package let changeInfo: ChangeInfo

    private enum CodingKeys: String, CodingKey { case changeInfo = "ChangeInfo" }
}

package struct HostedZoneConfigElement: Sendable, Hashable, Codable {
    package var comment: String?
    package var privateZone: Bool?

    package init(comment: String? = nil, privateZone: Bool? = nil) {
        self.comment = comment
        self.privateZone = privateZone
    }

    private enum CodingKeys: String, CodingKey {
        case comment = "Comment"
        case privateZone = "PrivateZone"
    }
}

/// A `HostedZone` element.
package struct HostedZoneElement: Sendable, Hashable, Encodable {
    package let id: String
    package let name: String
    package let callerReference: String
    package let config: HostedZoneConfigElement
    package let resourceRecordSetCount: Int

    init(_ zone: HostedZoneTable.Zone) {
        id = "/hostedzone/\(zone.entry.id)"
        name = zone.entry.name
        callerReference = zone.entry.callerReference
        config = HostedZoneConfigElement(
            comment: zone.entry.comment,
            privateZone: zone.entry.isPrivate
        )
        resourceRecordSetCount = zone.recordSets.count
    }

    /// What a file holds was called by nobody: its name stands for the reference.
    init(_ zone: FileZone) {
        id = "/hostedzone/\(zone.id)"
        name = zone.name
        callerReference = zone.file
        config = HostedZoneConfigElement(
            comment: "Read from \(zone.file)",
            privateZone: zone.isPrivate
        )
        resourceRecordSetCount = zone.recordSetCount
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case name = "Name"
        case callerReference = "CallerReference"
        case config = "Config"
        case resourceRecordSetCount = "ResourceRecordSetCount"
    }
}

/// A `DelegationSet` element of a hosted zone.
package struct DelegationSetElement: Sendable, Hashable, Encodable {
    /// Of a reusable set.
    package let id: String?
    package let callerReference: String?
    package let nameServers: ElementList<String, NameServerName>

    package enum NameServerName: ElementName { package static let text = "NameServer" }

    init(nameServers: [String], reusable: DelegationSetEntry? = nil) {
        id = reusable.map { "/delegationset/\($0.id)" }
        callerReference = reusable?.callerReference
        self.nameServers = ElementList(nameServers)
    }

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
        case callerReference = "CallerReference"
        case nameServers = "NameServers"
    }
}

package enum HostedZoneName: ElementName { package static let text = "HostedZone" }
package enum VPCName: ElementName { package static let text = "VPC" }

package struct CreateHostedZoneRequest: Sendable, Hashable, Decodable {
    package var name: String
    package var vpc: VPC?
    package var callerReference: String
    package var config: HostedZoneConfigElement?
    package var delegationSetID: String?

    package init(
        name: String,
        vpc: VPC? = nil,
        callerReference: String,
        config: HostedZoneConfigElement? = nil,
        delegationSetID: String? = nil
    ) {
        self.name = name
        self.vpc = vpc
        self.callerReference = callerReference
        self.config = config
        self.delegationSetID = delegationSetID
    }

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case vpc = "VPC"
        case callerReference = "CallerReference"
        case config = "HostedZoneConfig"
        case delegationSetID = "DelegationSetId"
    }
}

/// Children of CreateHostedZoneResponse.
package struct CreateHostedZoneResponse: Sendable, Hashable, Encodable {
    package let hostedZone: HostedZoneElement
    package let changeInfo: ChangeInfo
    package let delegationSet: DelegationSetElement?
    package let vpc: VPC?

    private enum CodingKeys: String, CodingKey {
        case hostedZone = "HostedZone"
        case changeInfo = "ChangeInfo"
        case delegationSet = "DelegationSet"
        case vpc = "VPC"
    }
}

/// Children of GetHostedZoneResponse.
package struct GetHostedZoneResponse: Sendable, Hashable, Encodable {
    package let hostedZone: HostedZoneElement
    package let delegationSet: DelegationSetElement?
    package let vpcs: ElementList<VPC, VPCName>?

    private enum CodingKeys: String, CodingKey {
        case hostedZone = "HostedZone"
        case delegationSet = "DelegationSet"
        case vpcs = "VPCs"
    }
}

/// Children of UpdateHostedZoneCommentResponse.
package struct HostedZoneResponse: Sendable, Hashable, Encodable {
    package let hostedZone: HostedZoneElement

    private enum CodingKeys: String, CodingKey { case hostedZone = "HostedZone" }
}

package struct UpdateHostedZoneCommentRequest: Sendable, Hashable, Decodable {
    package var comment: String?

    package init(comment: String? = nil) { self.comment = comment }

    private enum CodingKeys: String, CodingKey { case comment = "Comment" }
}

package struct UpdateHostedZoneFeaturesRequest: Sendable, Hashable, Decodable {
    package var enableAcceleratedRecovery: Bool?

    package init(enableAcceleratedRecovery: Bool? = nil) {
        self.enableAcceleratedRecovery = enableAcceleratedRecovery
    }

    private enum CodingKeys: String, CodingKey {
        case enableAcceleratedRecovery = "EnableAcceleratedRecovery"
    }
}

/// Children of ListHostedZonesResponse.
package struct ListHostedZonesResponse: Sendable, Hashable, Encodable {
    package let hostedZones: ElementList<HostedZoneElement, HostedZoneName>
    package let marker: String?
    package let isTruncated: Bool
    package let nextMarker: String?
    package let maxItems: Int

    private enum CodingKeys: String, CodingKey {
        case hostedZones = "HostedZones"
        case marker = "Marker"
        case isTruncated = "IsTruncated"
        case nextMarker = "NextMarker"
        case maxItems = "MaxItems"
    }
}

/// Children of ListHostedZonesByNameResponse.
package struct ListHostedZonesByNameResponse: Sendable, Hashable, Encodable {
    package let hostedZones: ElementList<HostedZoneElement, HostedZoneName>
    package let dnsName: String?
    package let hostedZoneID: String?
    package let isTruncated: Bool
    package let nextDNSName: String?
    package let nextHostedZoneID: String?
    package let maxItems: Int

    private enum CodingKeys: String, CodingKey {
        case hostedZones = "HostedZones"
        case dnsName = "DNSName"
        case hostedZoneID = "HostedZoneId"
        case isTruncated = "IsTruncated"
        case nextDNSName = "NextDNSName"
        case nextHostedZoneID = "NextHostedZoneId"
        case maxItems = "MaxItems"
    }
}

/// Children of GetHostedZoneCountResponse.
package struct GetHostedZoneCountResponse: Sendable, Hashable, Encodable {
    package let hostedZoneCount: Int

    private enum CodingKeys: String, CodingKey { case hostedZoneCount = "HostedZoneCount" }
}
