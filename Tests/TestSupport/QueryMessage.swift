package import Addressing
package import DNSWire

/// A query as it goes over the wire, built field by field so that a test can spoil any of them.
package struct QueryMessage: Sendable {
    package var id: UInt16 = 0x4d65
    /// The header's second word: QR, opcode, flags and RCODE (RFC 1035 §4.1.1).
    package var flags: UInt16 = 0
    package var name: DomainName
    package var type: RRType
    package var rrClass: RRClass = .in
    /// What OPT advertises; nil: no OPT record.
    package var payloadSize: UInt16?
    /// OPT's TTL field: extended RCODE, version, DO and Z bits (RFC 6891 §6.1.3).
    package var extendedFlags: UInt32 = 0
    package var options: [Option] = []

    package init(_ name: DomainName, _ type: RRType) {
        self.name = name
        self.type = type
    }

    /// An EDNS option.
    package struct Option: Sendable, Hashable {
        package var code: UInt16
        package var data: [UInt8]

        package init(code: UInt16, data: [UInt8]) {
            self.code = code
            self.data = data
        }

        package static let clientSubnetCode: UInt16 = 8

        /// The client subnet option (RFC 7871 §6) for `prefix`.
        package static func clientSubnet(_ prefix: IPPrefix, scope: UInt8 = 0) -> Option {
            let address = prefix.address.octets.prefix((prefix.length + 7) / 8)
            let family: UInt8 = prefix.family == .ipv4 ? 1 : 2
            return Option(
                code: clientSubnetCode,
                data: [0, family, UInt8(prefix.length), scope] + address
            )
        }
    }

    package var octets: [UInt8] {
        var output = RDataOutput()
        output.write(id)
        output.write(flags)
        for count in [1, 0, 0, payloadSize == nil ? 0 : 1] as [UInt16] { output.write(count) }
        output.write(name.wire + question)
        guard let payloadSize else { return output.wire }
        output.write(UInt8(0))
        output.write(RRType.opt.rawValue)
        output.write(payloadSize)
        output.write(extendedFlags)
        output.write(UInt16(options.reduce(0) { $0 + 4 + $1.data.count }))
        for option in options {
            output.write(option.code)
            output.write(UInt16(option.data.count))
            output.write(option.data)
        }
        return output.wire
    }

    private var question: [UInt8] {
        [type.rawValue, rrClass.rawValue].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    }
}
