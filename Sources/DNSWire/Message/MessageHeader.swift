/// The first twelve octets of a message (RFC 1035 §4.1.1), its counts apart.
@usableFromInline package struct MessageHeader: Sendable, Hashable {
    /// Octets of the header with its counts.
    @inlinable package static var length: Int { 12 }

    package var id: UInt16
    package var flags: Flags
    package var opcode: Opcode
    /// The lower four bits of the response code, which is all that the header holds.
    package var responseCode: ResponseCode

    /// The one-bit fields, at their places in the second pair of octets.
    package struct Flags: OptionSet, Sendable, Hashable, BitwiseCopyable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// QR.
        package static let response = Flags(rawValue: 0x8000)
        /// AA.
        package static let authoritativeAnswer = Flags(rawValue: 0x0400)
        /// TC.
        package static let truncation = Flags(rawValue: 0x0200)
        /// RD.
        package static let recursionDesired = Flags(rawValue: 0x0100)
        /// RA.
        package static let recursionAvailable = Flags(rawValue: 0x0080)
        /// Z, which has no meaning.
        package static let reserved = Flags(rawValue: 0x0040)
        /// AD (RFC 4035 §3.2.3).
        package static let authenticData = Flags(rawValue: 0x0020)
        /// CD (RFC 4035 §3.2.2).
        package static let checkingDisabled = Flags(rawValue: 0x0010)

        fileprivate static let all = Flags(rawValue: 0x87f0)
    }

    package init(
        id: UInt16,
        flags: Flags = [],
        opcode: Opcode = .query,
        responseCode: ResponseCode = .noError
    ) {
        self.id = id
        self.flags = flags
        self.opcode = opcode
        self.responseCode = responseCode
    }

    init(from reader: inout WireReader) throws(WireError) {
        id = try reader.readUInt16()
        let bits = try reader.readUInt16()
        flags = Flags(rawValue: bits).intersection(.all)
        opcode = Opcode(rawValue: UInt8(bits >> 11 & 0xf))
        responseCode = ResponseCode(rawValue: bits & 0xf)
    }

    func write(to output: inout RDataOutput) {
        output.write(id)
        output.write(
            flags.rawValue | UInt16(opcode.rawValue & 0xf) << 11 | responseCode.rawValue & 0xf
        )
    }
}
