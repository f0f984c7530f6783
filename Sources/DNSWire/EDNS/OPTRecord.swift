/// The OPT pseudo-record: what it keeps in CLASS, TTL and RDATA (RFC 6891 §6.1.2, §6.1.3).
package struct OPTRecord: Sendable, Hashable {
    /// The largest UDP message that the sender takes.
    package var udpPayloadSize: UInt16
    /// The upper eight bits of the response code.
    package var extendedResponseCode: UInt8
    package var version: UInt8
    /// DO: the sender wants DNSSEC records (RFC 3225 §3).
    package var isDNSSECOK: Bool
    /// The other 15 flag bits, unassigned.
    package var reservedFlags: UInt16
    package var options: [EDNSOption]

    package init(
        udpPayloadSize: UInt16 = 1232,
        extendedResponseCode: UInt8 = 0,
        version: UInt8 = 0,
        isDNSSECOK: Bool = false,
        reservedFlags: UInt16 = 0,
        options: [EDNSOption] = []
    ) {
        self.udpPayloadSize = udpPayloadSize
        self.extendedResponseCode = extendedResponseCode
        self.version = version
        self.isDNSSECOK = isDNSSECOK
        self.reservedFlags = reservedFlags
        self.options = options
    }

    private static let dnssecOKFlag: UInt16 = 0x8000

    /// Reads CLASS to RDATA, behind owner and type; an option must end with the RDATA or before.
    init(from reader: inout WireReader) throws(WireError) {
        udpPayloadSize = try reader.readUInt16()
        extendedResponseCode = try reader.readUInt8()
        version = try reader.readUInt8()
        let flags = try reader.readUInt16()
        isDNSSECOK = flags & Self.dnssecOKFlag != 0
        reservedFlags = flags & ~Self.dnssecOKFlag
        let length = Int(try reader.readUInt16())
        guard reader.remaining >= length else {
            throw .truncated(at: reader.offset, needed: length)
        }
        let end = reader.offset + length
        options = []
        while reader.offset < end {
            let code = EDNSOptionCode(rawValue: try reader.readUInt16())
            let count = Int(try reader.readUInt16())
            guard reader.offset + count <= end else { throw .badRecordData(at: reader.offset) }
            options.append(EDNSOption(code: code, data: try reader.readArray(count)))
        }
        guard reader.offset == end else { throw .badRecordData(at: reader.offset) }
    }

    /// The data of the first option of this kind; further ones do not count (RFC 7873 §5.2).
    package func data(of code: EDNSOptionCode) -> [UInt8]? {
        options.first { $0.code == code }?.data
    }

    /// The whole record, root owner and type included.
    func write(to output: inout RDataOutput) {
        let flags = reservedFlags | (isDNSSECOK ? Self.dnssecOKFlag : 0)
        output.write(DomainName.root)
        output.write(RRType.opt.rawValue)
        output.write(udpPayloadSize)
        output.write([extendedResponseCode, version])
        output.write(flags)
        output.write(UInt16(options.reduce(0) { $0 + 4 + $1.data.count }))
        for option in options {
            output.write(option.code.rawValue)
            output.write(UInt16(option.data.count))
            output.write(option.data)
        }
    }
}
