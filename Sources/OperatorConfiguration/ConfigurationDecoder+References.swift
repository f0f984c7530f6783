internal import Addressing
internal import DNSWire
internal import Geography
internal import Routing
internal import StrictYAML

// What zones refer to outside of themselves.

extension ConfigurationDecoder {
    mutating func references(
        _ fields: inout YAMLFields,
        into configuration: inout ServerConfiguration
    ) {
        value(&fields, "alias_targets", into: &configuration.aliasTargets, Self.aliasTargets)
        collections(fields.take("cidr_collections"), into: &configuration.cidrCollections)
        healthChecks(fields.take("health_checks"), into: &configuration.healthChecks)
        nested(&fields, "proximity") { decoder, fields in
            decoder.value(&fields, "unknown", into: &configuration.unknownClients, Self.place)
        }
    }

    private static func aliasTargets(
        _ node: YAMLNode
    ) throws(YAMLError) -> [DomainName: [IPAddress]] {
        var targets: [DomainName: [IPAddress]] = [:]
        for entry in try node.entries("a mapping from names to addresses") {
            let name = try name(of: entry.key)
            guard targets[name] == nil else {
                throw entry.key.error(found: "\(name) again", expected: "each name once")
            }
            targets[name] = try addresses(entry.value)
        }
        return targets
    }

    private static func addresses(_ node: YAMLNode) throws(YAMLError) -> [IPAddress] {
        let expected = "an IPv4 or IPv6 address"
        guard case .sequence(let items) = node.content else { return [try address(node, expected)] }
        var addresses: [IPAddress] = []
        for item in items {
            let address = try address(item, expected)
            guard !addresses.contains(address) else {
                throw item.error(found: "\(address) again", expected: "each address once")
            }
            addresses.append(address)
        }
        guard !addresses.isEmpty else { throw node.error(expected: "at least one address") }
        return addresses
    }

    private static func address(
        _ node: YAMLNode,
        _ expected: String
    ) throws(YAMLError) -> IPAddress {
        guard let address = IPAddress(try node.text(expected)) else {
            throw node.error(expected: expected)
        }
        return address
    }

    /// A Region of AWS, or latitude and longitude.
    private static func place(_ node: YAMLNode) throws(YAMLError) -> Coordinate {
        let expected = "a Region of AWS (eu-west-1), or latitude and longitude (\"52.5,13.4\")"
        let text = try node.text(expected)
        if let region = AWSRegion(text) { return region.coordinate }
        guard let coordinate = Coordinate(text) else { throw node.error(expected: expected) }
        return coordinate
    }

    private mutating func collections(
        _ node: YAMLNode?,
        into collections: inout [String: CIDRCollection]
    ) {
        attempt { decoder throws(YAMLError) in
            for entry in try node?.entries("a mapping from CIDR collections to locations") ?? [] {
                guard CIDRCollection.isName(entry.key.text) else {
                    throw entry.key.error(expected: CIDRCollection.nameForm)
                }
                collections[entry.key.text] = try decoder.collection(entry.value)
            }
        }
    }

    /// Every block that cannot stay is reported.
    private mutating func collection(_ node: YAMLNode) throws(YAMLError) -> CIDRCollection {
        var collection = CIDRCollection()
        for location in try node.entries("a mapping from locations to CIDR blocks") {
            for item in try location.value.items("a list of CIDR blocks") {
                attempt { _ throws(YAMLError) in
                    let expected = "a CIDR block without host bits, such as 192.0.2.0/24"
                    guard let block = IPPrefix(try item.text(expected)) else {
                        throw item.error(expected: expected)
                    }
                    do throws(CIDRCollectionProblem) {
                        try collection.add(block, to: location.key.text)
                    } catch .badLocation(let name) {
                        let problem = CIDRCollectionProblem.badLocation(name)
                        throw location.key.error(found: problem.found, expected: problem.expected)
                    } catch {
                        throw item.error(found: error.found, expected: error.expected)
                    }
                }
            }
        }
        return collection
    }

    /// Goes on after a mistake in one part.
    mutating func attempt(_ part: (inout ConfigurationDecoder) throws(YAMLError) -> Void) {
        do throws(YAMLError) {
            try part(&self)
        } catch {
            report(.content(error))
        }
    }
}
