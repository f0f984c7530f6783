package import Addressing
package import DNSWire
internal import HostedZones

/// What TestDNSAnswer asks: what DNS would answer in a zone to a client.
package struct TestAnswerQuestion: Sendable, Hashable {
    package let zone: ID<HostedZoneEntry>
    package let name: DomainName
    package let type: RRType
    /// Nil: the server's own choice.
    package let resolver: IPAddress?
    /// What the resolver says of its client (EDNS Client Subnet), with the bits beyond it cleared.
    package let clientSubnet: IPPrefix?

    package init(
        zone: ID<HostedZoneEntry>,
        name: DomainName,
        type: RRType,
        resolver: IPAddress? = nil,
        clientSubnet: IPPrefix? = nil
    ) {
        self.zone = zone
        self.name = name
        self.type = type
        self.resolver = resolver
        self.clientSubnet = clientSubnet
    }
}

/// What DNS would answer.
package struct TestAnswer: Sendable, Hashable {
    /// Values as record sets have them.
    package let values: [String]
    /// `NOERROR`, `NXDOMAIN` and so on.
    package let responseCode: String
    package let transport: Transport

    package enum Transport: String, Sendable, Hashable, Encodable {
        case udp = "UDP"
        /// The answer has no room in a datagram.
        case tcp = "TCP"
    }

    package init(values: [String], responseCode: String, transport: Transport) {
        self.values = values
        self.responseCode = responseCode
        self.transport = transport
    }
}

/// The parameters of TestDNSAnswer, as they are sent.
package struct TestDNSAnswerRequest: Sendable, Hashable {
    package var hostedZoneID: String?
    package var recordName: String?
    package var recordType: String?
    package var resolverIP: String?
    package var clientSubnetIP: String?
    package var clientSubnetMask: String?

    package init(hostedZoneID: String?, recordName: String?, recordType: String?) {
        self.hostedZoneID = hostedZoneID
        self.recordName = recordName
        self.recordType = recordType
    }
}

/// Children of TestDNSAnswerResponse.
package struct TestDNSAnswerResponse: Sendable, Hashable, Encodable {
    package let nameserver: String
    package let recordName: String
    package let recordType: String
    package let recordData: ElementList<String, EntryName>
    package let responseCode: String
    package let protocolName: TestAnswer.Transport

    package enum EntryName: ElementName { package static let text = "RecordDataEntry" }

    private enum CodingKeys: String, CodingKey {
        case nameserver = "Nameserver"
        case recordName = "RecordName"
        case recordType = "RecordType"
        case recordData = "RecordData"
        case responseCode = "ResponseCode"
        case protocolName = "Protocol"
    }

    package init(
        _ answer: TestAnswer,
        to request: TestDNSAnswerRequest,
        nameServer: String
    ) {
        nameserver = nameServer
        recordName = request.recordName ?? ""
        recordType = request.recordType ?? ""
        recordData = ElementList(answer.values)
        responseCode = answer.responseCode
        protocolName = answer.transport
    }
}

extension Account {
    /// Reads the parameters of TestDNSAnswer. Beside the question: a name server of the zone.
    package func testQuestion(
        _ request: TestDNSAnswerRequest
    ) throws(AccountError) -> (question: TestAnswerQuestion, nameServer: String) {
        guard let zoneText = request.hostedZoneID, let nameText = request.recordName,
            let typeText = request.recordType
        else {
            throw AccountError(
                .invalidInput,
                "hostedzoneid, recordname and recordtype are needed"
            )
        }
        let zone = try getHostedZone(ID(reference: zoneText))
        guard let servers = zone.delegationSet?.nameServers.items else {
            throw AccountError(.invalidInput, "The hosted zone \(zoneText) is private")
        }
        guard let type = Route53Value.types[typeText] else {
            throw .notInEnumeration(typeText, RecordSetElement.types)
        }
        let name: DomainName
        do throws(NameFault) {
            name = try Route53Text.checkedName(nameText)
        } catch {
            throw AccountError(.invalidInput, "\(error)")
        }
        let question = TestAnswerQuestion(
            zone: ID(reference: zoneText),
            name: name,
            type: type,
            resolver: try request.resolverIP.map { text throws(AccountError) in
                try Self.address(text, "resolverip")
            },
            clientSubnet: try Self.clientSubnet(of: request)
        )
        return (question, servers.first ?? "ns1.\(ListedName.withoutDot(zone.hostedZone.name))")
    }

    private static func address(
        _ text: String,
        _ parameter: String
    ) throws(AccountError) -> IPAddress {
        guard let address = IPAddress(text) else {
            throw AccountError(.invalidInput, "Invalid \(parameter) '\(text)': expected an address")
        }
        return address.unmapped
    }

    /// Route 53's masks where none is given.
    private static let usualMasks: [AddressFamily: Int] = [.ipv4: 24, .ipv6: 64]

    private static func clientSubnet(
        of request: TestDNSAnswerRequest
    ) throws(AccountError) -> IPPrefix? {
        guard let text = request.clientSubnetIP else {
            guard request.clientSubnetMask == nil else {
                throw AccountError(
                    .invalidInput,
                    "edns0clientsubnetmask is given without edns0clientsubnetip"
                )
            }
            return nil
        }
        let address = try address(text, "edns0clientsubnetip")
        let longest = address.family.bitWidth
        let mask = request.clientSubnetMask
        let length = mask.map { Int($0) } ?? usualMasks[address.family]
        guard let length, let subnet = IPPrefix(around: address, length: length) else {
            throw AccountError(
                .invalidInput,
                "Invalid edns0clientsubnetmask '\(mask ?? "")': expected a number from 0 to"
                    + " \(longest)"
            )
        }
        return subnet
    }
}
