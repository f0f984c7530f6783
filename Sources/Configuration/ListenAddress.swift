package import Addressing

/// An address and a port to listen on.
package struct ListenAddress: Sendable, Hashable {
    package let address: IPAddress
    /// 0 lets the system choose.
    package let port: UInt16

    package init(address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// Reads `127.0.0.1:1053` or `[::1]:1053`.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = text[..<colon]
        let digits = text[text.index(after: colon)...]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]") else { return nil }
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard let address = IPAddress(host),
            digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let port = UInt16(digits)
        else { return nil }
        self.init(address: address, port: port)
    }

    /// What `init(_:)` reads, for messages.
    package static let form = "ADDRESS:PORT, such as 127.0.0.1:1053 or [::1]:1053"

    /// Loopback, on a port that needs no privilege.
    package static let defaults = [
        ListenAddress(address: .ipv4(0x7f00_0001), port: 1053),
        ListenAddress(address: .ipv6(1), port: 1053),
    ]
}

extension ListenAddress: CustomStringConvertible {
    package var description: String {
        address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
    }
}
