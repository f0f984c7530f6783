internal import Addressing
internal import DNSWire
internal import Geography
internal import OperatorFiles
internal import StrictYAML

// The values of single keys that have a form of their own.
extension ConfigurationDecoder {
    static func percent(_ node: YAMLNode) throws(YAMLError) -> Double? {
        let expected = "a number from 0 to 100, such as 2.5"
        let text = try node.text(expected)
        let isDecimal = text.utf8.allSatisfy { $0 == 0x2e || (0x30...0x39).contains($0) }
        guard isDecimal, let percent = Double(text), percent <= 100 else {
            throw node.error(expected: expected)
        }
        return percent
    }

    static func networks(_ node: YAMLNode) throws(YAMLError) -> [ServerConfiguration.Network] {
        var networks: [ServerConfiguration.Network] = []
        var seen: Set<IPPrefix> = []
        for entry in try node.entries("a mapping from networks to locations") {
            guard let prefix = IPPrefix(entry.key.text) else {
                throw entry.key.error(
                    expected: "a network without host bits, such as 198.51.100.0/24"
                )
            }
            guard seen.insert(prefix).inserted else {
                throw entry.key.error(found: "\(prefix) again", expected: "each network once")
            }
            networks.append(.init(prefix, try location(entry.value)))
        }
        return networks
    }

    private static func location(_ node: YAMLNode) throws(YAMLError) -> Location {
        let expected = "a country (CN), a subdivision (US-CA), a continent (continent-AS) or none"
        let word = try node.text(expected)
        guard let location = Location(word) else { throw node.error(expected: expected) }
        return location
    }

    static func zoneSource(
        _ node: YAMLNode,
        in file: String
    ) throws(YAMLError) -> ZoneSource {
        guard case .mapping = node.content else {
            return .path(RelativePath.resolve(try pathText(node), in: file))
        }
        var fields = try node.fields()
        let zone = try name(try fields.require("zone"))
        let path = try pathText(try fields.require("file"))
        try fields.refuseOthers()
        return .file(zone: zone, path: RelativePath.resolve(path, in: file))
    }

    static func names(_ node: YAMLNode) throws(YAMLError) -> [DomainName] {
        var names: [DomainName] = []
        for item in try node.items("a list of domain names") { names.append(try name(item)) }
        return names
    }

    private static func name(_ node: YAMLNode) throws(YAMLError) -> DomainName {
        try name(of: YAMLNode.Key(try node.text("a domain name"), at: node.location))
    }

    static func name(of key: YAMLNode.Key) throws(YAMLError) -> DomainName {
        do throws(NameError) {
            return try DomainName(presentation: key.text)
        } catch {
            throw key.error(expected: "a domain name (\(error))")
        }
    }

    static func pathText(_ node: YAMLNode) throws(YAMLError) -> String {
        let text = try node.text("a path")
        guard !text.isEmpty else { throw node.error(expected: "a path") }
        return text
    }
}
