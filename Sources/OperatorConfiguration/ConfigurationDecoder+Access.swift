internal import Addressing
internal import DNSWire
internal import StrictYAML

// Where the server listens, who may ask, and how often.

extension ConfigurationDecoder {
    /// Addresses, or mappings of `address` and who may ask there.
    mutating func listen(
        _ fields: inout YAMLFields,
        into configuration: inout ServerConfiguration
    ) {
        guard let node = fields.take("listen"), !node.isNull else { return }
        attempt { decoder throws(YAMLError) in
            var addresses: [SocketAddress] = []
            for item in try node.items("a list of \(SocketAddress.form)") {
                let (address, rules) = try Self.listener(item)
                // Rules are found by the address: with port 0, too, only one can have them.
                let isRuled = rules != nil || configuration.listenerRules[address] != nil
                let isFree = address.port == 0 && !isRuled
                guard isFree || !addresses.contains(address) else {
                    throw item.error(found: "\(address) again", expected: "each address once")
                }
                addresses.append(address)
                if let rules { configuration.listenerRules[address] = rules }
            }
            guard !addresses.isEmpty else {
                throw node.error(found: "an empty list", expected: "at least one address")
            }
            configuration.listen = addresses
        }
    }

    private static func listener(
        _ node: YAMLNode
    ) throws(YAMLError) -> (SocketAddress, ServerConfiguration.ListenerRules?) {
        guard case .mapping = node.content else { return (try address(node), nil) }
        var fields = try node.fields()
        let address = try address(try fields.require("address"))
        var rules = ServerConfiguration.ListenerRules()
        rules.access = try fields.takeAccessRules()
        if let proxy = fields.take("proxy") {
            var fields = try proxy.fields("the proxies: {from: [networks]}")
            rules.proxies = try fields.require("from").networks()
            try fields.refuseOthers()
        }
        try fields.refuseOthers()
        return (address, rules.access == nil && rules.proxies == nil ? nil : rules)
    }

    private static func address(_ node: YAMLNode) throws(YAMLError) -> SocketAddress {
        guard let address = SocketAddress(try node.text(SocketAddress.form)) else {
            throw node.error(expected: SocketAddress.form)
        }
        return address
    }

    mutating func access(
        _ fields: inout YAMLFields,
        into configuration: inout ServerConfiguration
    ) {
        value(&fields, "rate_limit", into: &configuration.rateLimit, Self.rateLimit)
        value(&fields, "zone_access", into: &configuration.zoneAccess, Self.zoneAccess)
    }

    /// `on`, `off`, or what is other than by default.
    private static func rateLimit(
        _ node: YAMLNode
    ) throws(YAMLError) -> ServerConfiguration.RateLimitOptions? {
        var options = ServerConfiguration.RateLimitOptions()
        guard case .mapping = node.content else { return try node.flag() ? options : nil }
        var fields = try node.fields()
        if let node = fields.take("responses_per_second") {
            options.responsesPerSecond = try node.integer(in: 1...1_000_000)
        }
        if let node = fields.take("slip") { options.slip = try node.integer(in: 0...100) }
        if let node = fields.take("ipv4_prefix") {
            options.ipv4PrefixLength = try node.integer(in: 1...32)
        }
        if let node = fields.take("ipv6_prefix") {
            options.ipv6PrefixLength = try node.integer(in: 1...64)
        }
        if let node = fields.take("exempt") { options.exempt = try node.networks() }
        try fields.refuseOthers()
        return options
    }

    private static func zoneAccess(
        _ node: YAMLNode
    ) throws(YAMLError) -> [DomainName: AccessRules] {
        var access: [DomainName: AccessRules] = [:]
        for entry in try node.entries("a mapping from zones to {allow, deny, refused}") {
            let zone = try name(of: entry.key)
            guard access[zone] == nil else {
                throw entry.key.error(found: "\(zone) again", expected: "each zone once")
            }
            var fields = try entry.value.fields("a mapping with allow or deny")
            guard let rules = try fields.takeAccessRules() else {
                throw entry.value.error(expected: "a mapping with allow or deny")
            }
            try fields.refuseOthers()
            access[zone] = rules
        }
        return access
    }
}
