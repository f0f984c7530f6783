internal import Addressing
internal import DNSWire
internal import Geography
internal import OperatorFiles
internal import StrictYAML

/// Turns the nodes of a configuration file into values. Goes on after a bad one, so that all are
/// reported together. A key without a value stands for its default.
struct ConfigurationDecoder {
    /// Paths are relative to the directory of this file.
    let file: String
    private(set) var problems: [ConfigurationError.Problem] = []

    init(file: String) { self.file = file }

    mutating func decode(_ root: YAMLNode) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.zones = [.path(RelativePath.resolve("zones/", in: file))]
        section(root) { decoder, fields in
            decoder.listen(&fields, into: &configuration)
            decoder.access(&fields, into: &configuration)
            decoder.value(&fields, "workers", into: &configuration.workers) {
                node throws(YAMLError) in try node.integer(in: 1...Self.mostWorkers)
            }
            decoder.zones(&fields, into: &configuration)
            decoder.expectations(&fields, into: &configuration.expectations)
            decoder.value(&fields, "watch", into: &configuration.watchesFiles) {
                node throws(YAMLError) in try node.flag()
            }
            decoder.nested(&fields, "geo") { decoder, fields in
                decoder.path(&fields, "database", into: &configuration.geoDatabase)
                decoder.value(
                    &fields,
                    "max_moved_percent",
                    into: &configuration.mostMovedPercent,
                    Self.percent
                )
            }
            decoder.value(&fields, "networks", into: &configuration.networks, Self.networks)
            decoder.nested(&fields, "tcp") { decoder, fields in
                decoder.tcp(&fields, into: &configuration.tcp)
            }
            decoder.nested(&fields, "edns") { decoder, fields in
                // RFC 6891 §6.2.3: less than 512 counts as 512. Buffers hold 4096.
                decoder.value(&fields, "udp_size", into: &configuration.udpSize) {
                    node throws(YAMLError) in try node.integer(in: 512...4096)
                }
                decoder.value(
                    &fields,
                    "udp_size_without_cookie",
                    into: &configuration.udpSizeWithoutCookie
                ) { node throws(YAMLError) in try node.integer(in: 512...4096) }
            }
            decoder.value(&fields, "ecs", into: &configuration.usesClientSubnet) {
                node throws(YAMLError) in try node.flag()
            }
            decoder.nested(&fields, "cookies") { decoder, fields in
                decoder.path(&fields, "secret_file", into: &configuration.cookies.secretFile)
                decoder.path(
                    &fields,
                    "previous_secret_file",
                    into: &configuration.cookies.previousSecretFile
                )
            }
            decoder.nested(&fields, "identity") { decoder, fields in
                decoder.identity(&fields, into: &configuration.identity)
            }
            decoder.value(&fields, "name_servers", into: &configuration.nameServers, Self.names)
            decoder.references(&fields, into: &configuration)
            decoder.control(&fields, into: &configuration)
        }
        return configuration
    }

    /// More threads than any machine has cores for.
    private static let mostWorkers = 1024

    private mutating func tcp(
        _ fields: inout YAMLFields,
        into options: inout ServerConfiguration.TCPOptions
    ) {
        let count = 1...1_000_000
        value(&fields, "connections", into: &options.connections) {
            node throws(YAMLError) in try node.integer(in: count)
        }
        value(&fields, "per_client", into: &options.connectionsPerClient) {
            node throws(YAMLError) in try node.integer(in: count)
        }
        value(&fields, "per_listener", into: &options.connectionsPerListener) {
            node throws(YAMLError) in try node.integer(in: count)
        }
        // RFC 7828 §3.1 tells it in 16 bits of 100 ms.
        value(&fields, "idle_seconds", into: &options.idleSeconds) {
            node throws(YAMLError) in try node.integer(in: 1...6553)
        }
        value(&fields, "buffers_mib", into: &options.buffersMiB) {
            node throws(YAMLError) in try node.integer(in: 1...65_536)
        }
    }

    private mutating func identity(
        _ fields: inout YAMLFields,
        into options: inout ServerConfiguration.IdentityOptions
    ) {
        // One character-string of TXT (RFC 1035 §3.3); NSID keeps to the same.
        let text = { (node: YAMLNode) throws(YAMLError) -> String? in
            let expected = "a text of 1 to 255 octets"
            let text = try node.text(expected)
            guard (1...255).contains(text.utf8.count) else { throw node.error(expected: expected) }
            return text
        }
        value(&fields, "nsid", into: &options.nsid, text)
        value(&fields, "id_server", into: &options.serverID, text)
        value(&fields, "version", into: &options.version, text)
    }
}

// Taking keys one after the other, and collecting what is wrong.
extension ConfigurationDecoder {
    /// Reads the fields of `node` with `body`, then refuses the keys that it did not take.
    private mutating func section(
        _ node: YAMLNode,
        _ body: (inout ConfigurationDecoder, inout YAMLFields) -> Void
    ) {
        do throws(YAMLError) {
            var fields = try node.fields()
            body(&self, &fields)
            for stranger in fields.strangers { report(.content(stranger)) }
        } catch {
            report(.content(error))
        }
    }

    mutating func nested(
        _ fields: inout YAMLFields,
        _ key: String,
        _ body: (inout ConfigurationDecoder, inout YAMLFields) -> Void
    ) {
        if let node = fields.take(key) { section(node, body) }
    }

    mutating func value<Value>(
        _ fields: inout YAMLFields,
        _ key: String,
        into target: inout Value,
        _ read: (YAMLNode) throws(YAMLError) -> Value
    ) {
        guard let node = fields.take(key), !node.isNull else { return }
        do throws(YAMLError) {
            target = try read(node)
        } catch {
            report(.content(error))
        }
    }

    mutating func report(_ problem: ConfigurationError.Problem) { problems.append(problem) }

    mutating func path(
        _ fields: inout YAMLFields,
        _ key: String,
        into target: inout String?
    ) {
        let file = file
        value(&fields, key, into: &target) { node throws(YAMLError) in
            RelativePath.resolve(try Self.pathText(node), in: file)
        }
    }

    private mutating func expectations(
        _ fields: inout YAMLFields,
        into target: inout [String]
    ) {
        let file = file
        value(&fields, "expectations", into: &target) { node throws(YAMLError) in
            var paths: [String] = []
            for item in try node.items("a list of files") {
                paths.append(RelativePath.resolve(try Self.pathText(item), in: file))
            }
            return paths
        }
    }

    private mutating func zones(
        _ fields: inout YAMLFields,
        into configuration: inout ServerConfiguration
    ) {
        let file = file
        var stated: [ZoneSource]?
        value(&fields, "zones", into: &stated) { node throws(YAMLError) in
            var sources: [ZoneSource] = []
            for item in try node.items("a list of files, directories, or {zone, file}") {
                sources.append(try Self.zoneSource(item, in: file))
            }
            return sources
        }
        guard let stated else { return }
        configuration.zones = stated
        configuration.statesZones = true
    }
}
