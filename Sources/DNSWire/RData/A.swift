internal import Addressing

/// An IPv4 address (RFC 1035 §3.4.1).
package struct A: RecordDataFormat {
    /// The address in host order.
    package let address: UInt32

    package init(address: UInt32) { self.address = address }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        address = try reader.readUInt32()
    }

    package func write(to output: inout RDataOutput) { output.write(address) }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        let word = try fields.takeWord("an IPv4 address")
        guard case .ipv4(let address)? = fields.address(of: word) else {
            throw fields.error(at: word, expected: "an IPv4 address such as 192.0.2.1")
        }
        wire.append(number: address)
    }

    package var presentation: String { IPAddress.ipv4(address).description }
}
