internal import Addressing

/// An IPv6 address (RFC 3596 §2.2).
package struct AAAA: RecordDataFormat {
    /// The address in host order.
    package let address: UInt128

    package init(address: UInt128) { self.address = address }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        let octets = try reader.readBytes(UInt128.bitWidth / 8)
        var address: UInt128 = 0
        for index in octets.indices { address = address << 8 | UInt128(octets[index]) }
        self.address = address
    }

    package func write(to output: inout RDataOutput) {
        output.write(IPAddress.ipv6(address).octets)
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        let word = try fields.takeWord("an IPv6 address")
        guard case .ipv6(let address)? = fields.address(of: word) else {
            throw fields.error(at: word, expected: "an IPv6 address such as 2001:db8::1")
        }
        wire.append(number: address)
    }

    package var presentation: String { IPAddress.ipv6(address).description }
}
