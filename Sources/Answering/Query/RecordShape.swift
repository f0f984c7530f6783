internal import DNSWire

/// Where the parts of one record stand in a message.
struct RecordShape: Sendable {
    /// TYPE, CLASS, TTL and RDLENGTH.
    static let fixedLength = 10
    /// Octets in front of RDATA when the owner is the root.
    static let rootOwnedLength = 1 + fixedLength
    /// Octets in front of RDATA when the owner is a pointer.
    static let pointerOwnedLength = 2 + fixedLength

    let type: RRType
    let classField: UInt16
    let ttl: UInt32
    let data: Range<Int>

    /// Nil if the record does not lie wholly inside the message or its owner cannot be read.
    @inline(always)
    init?(_ message: Span<UInt8>, at start: Int) {
        guard let owner = Self.endOfName(message, from: start),
            let fields = message.window(at: owner, length: Self.fixedLength)
        else { return nil }
        type = RRType(rawValue: fields.number(at: 0))
        classField = fields.number(at: 2)
        ttl = fields.number(at: 4)
        let length: UInt16 = fields.number(at: 8)
        let dataStart = owner &+ Self.fixedLength
        let dataEnd = dataStart &+ Int(length)
        guard dataEnd <= message.count else { return nil }
        data = dataStart..<dataEnd
    }

    @inline(always)
    private static func endOfName(_ message: Span<UInt8>, from start: Int) -> Int? {
        // The root, in nearly every query: it owns OPT.
        if start < message.count, message[start] == 0 { return start &+ 1 }
        return endOfLongName(message, from: start)
    }

    /// Walks a name that may end in a pointer, and the pointers' targets too: each must lie
    /// strictly before the last and behind the header (RFC 9267), and the whole name must not be
    /// longer than 255 octets. Gives the offset behind the name where it started.
    @inline(never)
    private static func endOfLongName(_ message: Span<UInt8>, from start: Int) -> Int? {
        var offset = start
        var limit = start
        var end: Int?
        var nameLength = 1
        while offset < message.count {
            let length = Int(message[offset])
            switch length >> 6 {
            case 0b00:
                if length == 0 { return end ?? offset + 1 }
                nameLength += 1 + length
                guard nameLength <= DomainName.maximumLength else { return nil }
                offset += 1 + length
            case 0b11:
                guard offset + 1 < message.count else { return nil }
                let target = (length & 0x3f) << 8 | Int(message[offset + 1])
                guard target >= Query.headerLength, target < limit else { return nil }
                end = end ?? offset + 2
                limit = target
                offset = target
            default:
                return nil
            }
        }
        return nil
    }
}
