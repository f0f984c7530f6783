/// DNS cookies (RFC 7873 §4): what the client made, and what the server gave it earlier.
package struct Cookie: Sendable, Hashable {
    /// Eight octets.
    package let client: [UInt8]
    /// 8 to 32 octets; nil in a client's first query.
    package let server: [UInt8]?

    package static let clientLength = 8
    package static let serverLengths = 8...32

    /// Reads the option's data; nil, which is a format error, for any other length than 8 or 16
    /// to 40 octets (RFC 7873 §5.2.2).
    package init?(data: [UInt8]) {
        client = Array(data.prefix(Self.clientLength))
        guard client.count == Self.clientLength else { return nil }
        let rest = Array(data.dropFirst(Self.clientLength))
        guard rest.isEmpty || Self.serverLengths.contains(rest.count) else { return nil }
        server = rest.isEmpty ? nil : rest
    }

    /// The option's data.
    package var data: [UInt8] { client + (server ?? []) }

    package var option: EDNSOption { EDNSOption(code: .cookie, data: data) }
}
