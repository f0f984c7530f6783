internal import Addressing
internal import OperatorFiles
internal import StrictYAML

// Where HTTP is served, and what the Route 53 API does there.

extension ConfigurationDecoder {
    mutating func control(
        _ fields: inout YAMLFields,
        into configuration: inout ServerConfiguration
    ) {
        var listen: YAMLNode?
        nested(&fields, "http") { decoder, fields in
            decoder.value(&fields, "listen", into: &configuration.httpListen) {
                node throws(YAMLError) in
                listen = node
                return try Self.httpListen(node)
            }
        }
        nested(&fields, "api") { decoder, fields in
            decoder.api(&fields, into: &configuration.api)
        }
        if let listen, let address = configuration.httpListen, !address.address.isLoopback,
            configuration.api.credentials.isEmpty
        {
            report(
                .content(
                    listen.error(
                        found: "\(address) without api.credentials",
                        expected:
                            "an address of loopback, or credentials that requests are signed with"
                    )
                )
            )
        }
    }

    private static func httpListen(_ node: YAMLNode) throws(YAMLError) -> SocketAddress? {
        let expected = "ADDRESS:PORT, such as 127.0.0.1:8053 or [::1]:8053"
        guard let address = SocketAddress(try node.text(expected)) else {
            throw node.error(expected: expected)
        }
        return address
    }

    private mutating func api(_ fields: inout YAMLFields, into options: inout APIOptions) {
        let file = file
        value(&fields, "store", into: &options.store) { node throws(YAMLError) in
            try Self.store(node, in: file)
        }
        value(&fields, "credentials", into: &options.credentials) { node throws(YAMLError) in
            var credentials: [APICredential] = []
            let expected = "a list of {access_key_id: …, secret_access_key: …}"
            for item in try node.items(expected) {
                let credential = try Self.credential(item, in: file)
                guard !credentials.contains(where: { $0.accessKeyID == credential.accessKeyID })
                else {
                    let found = "\(credential.accessKeyID) again"
                    throw item.error(found: found, expected: "each access key once")
                }
                credentials.append(credential)
            }
            return credentials
        }
        value(&fields, "hosts", into: &options.hosts) { node throws(YAMLError) in
            var hosts: [String] = []
            for item in try node.items("a list of host names") { hosts.append(try Self.host(item)) }
            return hosts
        }
        value(&fields, "requests_per_second", into: &options.requestsPerSecond) {
            node throws(YAMLError) in try node.integer(in: 1...1_000_000)
        }
    }

    private static func store(
        _ node: YAMLNode,
        in file: String
    ) throws(YAMLError) -> StoreLocation? {
        let expected = "sqlite: and the path of a file, such as sqlite:meridian.db"
        let text = try node.text(expected)
        let scheme = "sqlite:"
        let path = String(text.dropFirst(scheme.count))
        // SQLite would take these for a database in memory, or a URI.
        guard text.hasPrefix(scheme), !path.isEmpty, !path.hasPrefix(":"), !path.hasPrefix("file:"),
            !path.hasSuffix("/")
        else { throw node.error(expected: expected) }
        return .sqlite(path: RelativePath.resolve(path, in: file))
    }

    private static func credential(
        _ node: YAMLNode,
        in file: String
    ) throws(YAMLError) -> APICredential {
        var fields = try node.fields("{access_key_id: …, secret_access_key: …}")
        let keyNode = try fields.require("access_key_id")
        let key = try keyNode.text("an access key")
        let text = fields.take("secret_access_key")
        let path = fields.take("secret_file")
        try fields.refuseOthers()
        // It stands in a header between a `=` and a `/`.
        guard (1...128).contains(key.utf8.count),
            key.utf8.allSatisfy({ $0.isASCIIWordOctet })
        else { throw keyNode.error(expected: "an access key of 1 to 128 letters and digits") }
        switch (text, path) {
        case (let text?, nil):
            let expected = "a secret access key"
            let secret = try text.text(expected)
            guard !secret.isEmpty else { throw text.error(expected: expected) }
            return APICredential(accessKeyID: key, secret: .text(secret))
        case (nil, let path?):
            let path = RelativePath.resolve(try pathText(path), in: file)
            return APICredential(accessKeyID: key, secret: .file(path: path))
        case (nil, nil), (.some, .some):
            throw node.error(
                found: text == nil ? "an access key without a secret" : "two secrets",
                expected: "one of secret_access_key, secret_file"
            )
        }
    }

    private static func host(_ node: YAMLNode) throws(YAMLError) -> String {
        let expected = "a host name without a port, such as dns.example.net"
        let host = try node.text(expected)
        guard !host.isEmpty, !host.contains(":"), !host.contains("/") else {
            throw node.error(expected: expected)
        }
        return host.lowercased()
    }
}

extension UInt8 {
    /// A letter, a digit or an underscore.
    fileprivate var isASCIIWordOctet: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x5f, 0x61...0x7a: true
        default: false
        }
    }
}
