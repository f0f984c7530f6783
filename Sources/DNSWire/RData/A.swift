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

    package init(from fields: inout PresentationFields) throws(PresentationError) {
        let token = try fields.take("an IPv4 address")
        guard case .ipv4(let bits)? = IPAddress(String(decoding: token.text, as: UTF8.self)) else {
            throw fields.error(at: token, expected: "an IPv4 address such as 192.0.2.1")
        }
        address = bits
    }

    package var presentation: String { IPAddress.ipv4(address).description }
}
