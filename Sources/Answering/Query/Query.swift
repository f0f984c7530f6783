package import DNSWire

/// The shape of a message that asks something: where its parts are and whether they hold together
/// (RFC 1035 §4.1, RFC 6891 §6.1). Reading one allocates nothing; judging it is the responder's.
///
/// A message has at most 65,535 octets: no sum of offsets and lengths in it overflows, so that none
/// is checked for that, and an offset takes 16 bits. Every value is filled for every query; the fewer
/// octets, the faster, and where 0 can stand for none, it does.
package struct Query: Sendable {
    /// Octets of the fixed header (RFC 1035 §4.1.1).
    package static var headerLength: Int { MessageHeader.length }
    /// The length field of DNS over TCP has 16 bits (RFC 1035 §4.2.2).
    static let maximumLength = 65_535
    /// QTYPE and QCLASS, behind the name.
    static let questionFieldsLength = 4
    /// One question and nothing else in front of the additional section, as `counts` tells it.
    private static let plainCounts: UInt64 = 1 << 32

    // In an order that leaves no gaps.

    /// QDCOUNT, ANCOUNT and NSCOUNT, one behind the other.
    private var counts: UInt64 = 0
    /// None if there is no OPT record, or one of a version that is not known here.
    package private(set) var options = QueryOptions()
    private var opt = OPTFields()
    /// True if there is one question, for data of class IN, and nothing that stands in the way of
    /// looking it up.
    private(set) var isOrdinary = false
    private var signatureOffset: UInt16 = 0
    private var echoEnd = UInt16(Query.headerLength)
    package private(set) var type = RRType(rawValue: 0)
    package private(set) var questionClass = RRClass(rawValue: 0)
    private var nameOctets: UInt8 = 0
    private var labels: UInt8 = 0
    package private(set) var opcode = Opcode.query
    package private(set) var soundness = Soundness.sound

    /// How far the message can be read.
    package enum Soundness: UInt8, Sendable, BitwiseCopyable {
        case sound
        /// The first question cannot be read: nothing of it can be echoed.
        case badQuestion
        /// The first question can be read; something behind it cannot.
        case badRecords
    }

    /// What the OPT record says outside its options (RFC 6891 §6.1.2).
    package struct EDNSRequest: Sendable {
        /// Largest UDP reply the client takes, as it stands in the record.
        package let udpSize: UInt16
        package let version: UInt8
        package let isDNSSECWanted: Bool
    }

    /// CLASS and TTL of the OPT record as they stand there.
    private struct OPTFields: BitwiseCopyable {
        var ttl: UInt32 = 0
        var classField: UInt16 = 0
        var isPresent = false
    }

    /// Of no message yet.
    @inline(always)
    init() {}

    /// Reads `message`, which has `headerLength` to `maximumLength` octets.
    package init(_ message: Span<UInt8>) { read(message) }
}

extension Query {
    package var questionCount: Int { Int(truncatingIfNeeded: counts >> 32) }
    /// Records that stand in the answer and in the authority section.
    package var answerCount: Int { Int(truncatingIfNeeded: counts >> 16 & 0xffff) }
    package var authorityCount: Int { Int(truncatingIfNeeded: counts & 0xffff) }

    /// Wire length of the question name; the name starts right behind the header.
    @inline(always)
    package var nameLength: Int { Int(nameOctets) }
    @inline(always)
    package var labelCount: Int { Int(labels) }
    /// Offset of the first octet behind the question, if there is exactly one that can be read and so
    /// be echoed; else `headerLength`.
    @inline(always)
    package var questionEnd: Int { Int(echoEnd) }

    @inline(always)
    package var edns: EDNSRequest? {
        guard opt.isPresent else { return nil }
        return EDNSRequest(
            udpSize: opt.classField,
            version: UInt8(truncatingIfNeeded: opt.ttl >> 16),
            isDNSSECWanted: opt.ttl & 0x8000 != 0
        )
    }

    /// Offset of a TSIG record that stands last, where RFC 8945 §5.1 wants it.
    package var transactionSignature: Int? {
        signatureOffset == 0 ? nil : Int(signatureOffset)
    }

    package var isSound: Bool { soundness == .sound }

    /// True if there is exactly one question and it can be echoed.
    @inline(always)
    package var hasReadableQuestion: Bool { questionEnd > Self.headerLength }
}

extension Query {
    /// Reads `message`, which has `headerLength` to `maximumLength` octets. In place: returning so
    /// many fields takes as long as reading them.
    @inline(never)
    mutating func read(_ message: Span<UInt8>) {
        let sections: UInt64 = message.number(at: 4)
        counts = sections >> 16
        opcode = Opcode(rawValue: message[2] >> 3 & 0xf)
        var offset = Self.headerLength
        let isPlain = counts == Self.plainCounts
        if isPlain || questionCount > 0 {
            guard readQuestion(message, &offset) else {
                soundness = .badQuestion
                return
            }
            if isPlain || questionCount == 1 { echoEnd = UInt16(truncatingIfNeeded: offset) }
        }
        if isPlain {
            isOrdinary = opcode == .query && questionClass == .in && !type.isMeta
        } else if !skipToAdditional(message, &offset) {
            soundness = .badRecords
            return
        }
        var left = sections & 0xffff
        while left > 0 {
            left &-= 1
            guard readAdditional(message, &offset, isLast: left == 0) else {
                soundness = .badRecords
                isOrdinary = false
                return
            }
        }
    }

    /// Reads the first question, which stands at `offset`, and moves that behind it. False if it
    /// cannot be read; so with those below.
    @inline(always)
    private mutating func readQuestion(_ message: Span<UInt8>, _ offset: inout Int) -> Bool {
        guard let name = Self.name(message, at: offset),
            let fields = message.window(at: name.end, length: Self.questionFieldsLength)
        else { return false }
        nameOctets = UInt8(truncatingIfNeeded: name.end &- offset)
        labels = UInt8(truncatingIfNeeded: name.labelCount)
        type = RRType(rawValue: fields.number(at: 0))
        questionClass = RRClass(rawValue: fields.number(at: 2))
        offset = name.end &+ Self.questionFieldsLength
        return true
    }

    /// Reads an additional record. OPT may stand anywhere but once and is owned by the root; TSIG
    /// must be last.
    @inline(always)
    private mutating func readAdditional(
        _ message: Span<UInt8>,
        _ offset: inout Int,
        isLast: Bool
    ) -> Bool {
        guard let record = message.window(at: offset, length: RecordShape.rootOwnedLength),
            record.number(at: 0) as UInt32 >> 8 == UInt32(RRType.opt.rawValue)
        else { return readOther(message, &offset, isLast: isLast) }
        let length: UInt16 = record.number(at: RecordShape.rootOwnedLength - 2)
        let start = offset &+ RecordShape.rootOwnedLength
        let end = start &+ Int(length)
        guard end <= message.count, !opt.isPresent else { return false }
        opt = OPTFields(
            ttl: record.number(at: 5),
            classField: record.number(at: 3),
            isPresent: true
        )
        if opt.ttl & 0xff_0000 == 0 {
            options.read(message, from: start, upTo: end)
            if options.isMalformed { isOrdinary = false }
        } else {
            isOrdinary = false
        }
        offset = end
        return true
    }

    /// Reads an additional record that is not OPT owned by the root.
    @inline(never)
    private mutating func readOther(
        _ message: Span<UInt8>,
        _ offset: inout Int,
        isLast: Bool
    ) -> Bool {
        guard let record = RecordShape(message, at: offset), record.type != .opt else {
            return false
        }
        if record.type == .tsig {
            guard isLast else { return false }
            signatureOffset = UInt16(truncatingIfNeeded: offset)
            isOrdinary = false
        }
        offset = record.data.upperBound
        return true
    }

    /// Walks over what no plain query has: further questions, answers and authority. OPT and TSIG
    /// have no place there.
    @inline(never)
    private func skipToAdditional(_ message: Span<UInt8>, _ offset: inout Int) -> Bool {
        for _ in 1..<max(questionCount, 1) {
            guard let name = Self.name(message, at: offset),
                message.count - name.end >= Self.questionFieldsLength
            else { return false }
            offset = name.end + Self.questionFieldsLength
        }
        for _ in 0..<(answerCount + authorityCount) {
            guard let record = RecordShape(message, at: offset),
                record.type != .opt, record.type != .tsig
            else { return false }
            offset = record.data.upperBound
        }
        return true
    }

    /// A question name holds no pointer: there is nothing before it to point at.
    /// Gives the offset behind it and the number of its labels without the root's, nil if it cannot
    /// be read.
    @inline(always)
    private static func name(
        _ message: Span<UInt8>,
        at start: Int
    ) -> (end: Int, labelCount: Int)? {
        let limit = min(message.count, start &+ DomainName.maximumLength)
        var offset = start
        var labelCount = 0
        // Compared as the subscript does it, so that one comparison is enough for both.
        while UInt(bitPattern: offset) < UInt(bitPattern: limit) {
            let length = Int(message[offset])
            if length == 0 { return (offset &+ 1, labelCount) }
            guard length <= DomainName.maximumLabelLength else { return nil }
            offset &+= 1 &+ length
            labelCount &+= 1
        }
        return nil
    }
}
