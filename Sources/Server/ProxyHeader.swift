package import Addressing

/// The header that a proxy sets before a datagram or a stream, to tell who its client is: version 2
/// of the PROXY protocol, §2.2.
package enum ProxyHeader: Equatable, Sendable {
    /// More has to arrive.
    case incomplete
    /// There is no such header, or one that tells of no Internet address.
    case invalid
    /// `length` octets. No client: the proxy asks for itself.
    case whole(length: Int, client: IPAddress?)

    private static let signature: [UInt8] = [
        0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a,
    ]
    /// Up to and with the length of the rest.
    private static let fixedLength = 16
    /// Two addresses and two ports.
    private static let ipv4Length = 12
    private static let ipv6Length = 36

    package init(of input: Span<UInt8>) {
        let signature = Self.signature.span
        for index in 0..<min(input.count, signature.count) where input[index] != signature[index] {
            self = .invalid
            return
        }
        guard input.count >= Self.fixedLength else {
            self = .incomplete
            return
        }
        let rest = Int(input[14]) << 8 | Int(input[15])
        let length = Self.fixedLength + rest
        guard let client = Self.client(command: input[12], family: input[13] >> 4, rest) else {
            self = .invalid
            return
        }
        guard input.count >= length else {
            self = .incomplete
            return
        }
        self = .whole(length: length, client: Self.address(client, input))
    }

    /// Whose address the header holds. What stands behind it (TLVs) is passed over.
    private enum Client {
        case proxy
        case ipv4
        case ipv6
    }

    /// Nil if it makes no sense. The transport does not matter: a proxy may ask over UDP for who
    /// asked it over TCP.
    private static func client(command: UInt8, family: UInt8, _ rest: Int) -> Client? {
        switch (command, family) {
        case (0x20, _), (0x21, 0): .proxy
        case (0x21, 1): rest >= ipv4Length ? .ipv4 : nil
        case (0x21, 2): rest >= ipv6Length ? .ipv6 : nil
        default: nil
        }
    }

    private static func address(_ client: Client, _ input: Span<UInt8>) -> IPAddress? {
        switch client {
        case .proxy: nil
        case .ipv4: .ipv4(number(input, fixedLength))
        case .ipv6: IPAddress.ipv6(number(input, fixedLength)).unmapped
        }
    }

    private static func number<Number: FixedWidthInteger>(
        _ input: Span<UInt8>,
        _ start: Int
    ) -> Number {
        var number: Number = 0
        for index in start..<(start + Number.bitWidth / 8) {
            number = number << 8 | Number(input[index])
        }
        return number
    }
}
