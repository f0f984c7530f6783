package import Addressing

/// Where a socket listens, or who is at the other end: an address, a port, and for link-local
/// addresses the interface (RFC 4007 §11).
package struct SocketAddress: Sendable, Hashable {
    package var address: IPAddress
    package var port: UInt16
    /// Index of the interface that a link-local address belongs to; 0 for all others.
    package var scope: UInt32

    package init(_ address: IPAddress, port: UInt16, scope: UInt32 = 0) {
        self.address = address
        self.port = port
        self.scope = scope
    }

    /// Reads `192.0.2.1:53`, `[2001:db8::1]:53` or `[fe80::1%eth0]:53`.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits)
        else { return nil }
        let host = text[..<colon]
        guard host.hasPrefix("["), host.hasSuffix("]") else {
            guard let address = IPAddress(host), address.family == .ipv4 else { return nil }
            self.init(address, port: port)
            return
        }
        let parts = host.dropFirst().dropLast()
            .split(separator: "%", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let address = IPAddress(first),
            address.family == .ipv6
        else { return nil }
        guard parts.count == 2 else {
            self.init(address, port: port)
            return
        }
        guard let scope = interfaceIndex(named: String(parts[1])) else { return nil }
        self.init(address, port: port, scope: scope)
    }
}

extension SocketAddress: CustomStringConvertible {
    package var description: String {
        switch address.family {
        case .ipv4: "\(address):\(port)"
        case .ipv6: scope == 0 ? "[\(address)]:\(port)" : "[\(address)%\(scope)]:\(port)"
        }
    }
}
