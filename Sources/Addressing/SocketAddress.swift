/// An address and a port: where a socket listens, or who is at its other end.
package struct SocketAddress: Sendable, Hashable {
    package var address: IPAddress
    /// To listen on 0 lets the system choose a port.
    package var port: UInt16
    /// The interface that a link-local address belongs to, by name or number (RFC 4007 §11).
    package var interface: String?

    package init(_ address: IPAddress, port: UInt16, interface: String? = nil) {
        self.address = address
        self.port = port
        self.interface = interface
    }

    /// What `init(_:)` reads, for messages.
    package static let form = "ADDRESS:PORT, such as 127.0.0.1:1053 or [::1]:1053"

    /// Reads `192.0.2.1:53`, `[2001:db8::1]:53` or `[fe80::1%eth0]:53`.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let host = text[..<colon]
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let port = UInt16(digits)
        else { return nil }
        guard host.hasPrefix("["), host.hasSuffix("]") else {
            guard let address = IPAddress(host), address.family == .ipv4 else { return nil }
            self.init(address, port: port)
            return
        }
        let parts = host.dropFirst().dropLast()
            .split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first), address.family == .ipv6,
            !parts.dropFirst().contains(where: \.isEmpty)
        else { return nil }
        self.init(address, port: port, interface: parts.dropFirst().first.map { String($0) })
    }
}

extension SocketAddress: CustomStringConvertible {
    package var description: String {
        switch address.family {
        case .ipv4: "\(address):\(port)"
        case .ipv6: "[\(address)\(interface.map { "%\($0)" } ?? "")]:\(port)"
        }
    }
}
