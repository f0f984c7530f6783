import Foundation
import StrictYAML
import Testing

/// A compose file, as far as a test looks at it.
struct ComposeFile {
    private let path: String
    private let root: YAMLNode

    init(_ path: String) throws {
        self.path = path
        root = try YAMLReader.read(try String(contentsOfFile: path, encoding: .utf8), file: path)
    }

    private func value(_ keys: String...) throws -> YAMLNode {
        try keys.reduce(root) { node, key in
            try #require(try node.entries().first { $0.key.text == key }, "\(keys)").value
        }
    }

    /// Of a service whose command is a text.
    func command(of service: String) throws -> String {
        try value("services", service, "command").text()
    }

    /// The arguments of a service as they have to be where no container is: on loopback, and with
    /// the files that are mounted.
    func commandOutsideOfContainer(service: String) throws -> [String] {
        var mounts: [(inside: String, outside: String)] = []
        for volume in try value("services", service, "volumes").items() {
            let parts = try volume.text().split(separator: ":").map(String.init)
            let directory = URL(filePath: path).deletingLastPathComponent()
            mounts.append((parts[1], directory.appending(path: parts[0]).standardized.path))
        }
        var arguments = try value("services", service, "command").items().map { try $0.text() }
        for index in arguments.indices {
            if index > 0, arguments[index - 1] == "--listen" { arguments[index] = "127.0.0.1:0" }
            for mount in mounts where arguments[index] == mount.inside {
                arguments[index] = mount.outside
            }
        }
        return arguments
    }

    func address(of service: String, in network: String) throws -> String {
        try value("services", service, "networks", network, "ipv4_address").text()
    }

    func subnet(of network: String) throws -> String {
        let ranges = try value("networks", network, "ipam", "config").items()
        let entry = try #require(try ranges.first?.entries().first { $0.key.text == "subnet" })
        return try entry.value.text()
    }

    /// What a client looks for in the reply.
    func expectedTarget(of service: String) throws -> String {
        let command = try command(of: service)
        let found = try #require(command.firstMatch(of: #/grep ([a-z.]+)/#))
        return String(found.output.1)
    }
}
