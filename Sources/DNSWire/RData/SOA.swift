/// The start of a zone of authority (RFC 1035 §3.3.13).
package struct SOA: RecordDataFormat {
    /// MNAME: the primary name server.
    package let primary: DomainName
    /// RNAME: the mailbox of who is responsible, its first dot standing for the `@`.
    package let mailbox: DomainName
    package let serial: UInt32
    package let refresh: TimeSpan
    package let retry: TimeSpan
    package let expire: TimeSpan
    /// MINIMUM: a bound on the TTL of negative answers (RFC 2308 §4).
    package let minimum: TimeSpan

    package static let names = NamePlacement.row(count: 2, .compressible)

    package init(
        primary: DomainName,
        mailbox: DomainName,
        serial: UInt32,
        refresh: TimeSpan,
        retry: TimeSpan,
        expire: TimeSpan,
        minimum: TimeSpan
    ) {
        self.primary = primary
        self.mailbox = mailbox
        self.serial = serial
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
    }

    /// The TTL of a negative answer with this SOA (RFC 2308 §3, §5). `ttl` is the record's own.
    package func negativeTTL(_ ttl: TTL) -> TTL { min(ttl, TTL(wire: minimum.seconds)) }

    package init(from reader: inout WireReader, end: Int) throws(WireError) {
        primary = try reader.readName()
        mailbox = try reader.readName()
        serial = try reader.readUInt32()
        refresh = TimeSpan(seconds: try reader.readUInt32())
        retry = TimeSpan(seconds: try reader.readUInt32())
        expire = TimeSpan(seconds: try reader.readUInt32())
        minimum = TimeSpan(seconds: try reader.readUInt32())
    }

    package func write(to output: inout RDataOutput) {
        output.write(primary)
        output.write(mailbox)
        output.write(serial)
        for interval in [refresh, retry, expire, minimum] { output.write(interval.seconds) }
    }

    package static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError) {
        try fields.takeName("the name of the primary name server", into: &wire)
        try fields.takeName("a mailbox as a domain name", into: &wire)
        try wire.append(number: fields.takeNumber("a serial number", UInt32.self))
        for interval in [
            "a refresh interval", "a retry interval", "an expire time", "a minimum TTL",
        ] {
            try wire.append(number: fields.takeTime(interval).seconds)
        }
    }

    package var presentation: String {
        "\(primary) \(mailbox) \(serial) \(refresh) \(retry) \(expire) \(minimum)"
    }
}
