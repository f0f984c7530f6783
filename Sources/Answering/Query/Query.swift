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

    /// Largest UDP reply the client takes, as it says; 0 if it does not.
    @inline(always)
    var udpSize: Int { Int(opt.classField) }

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
    @inline(always)
    mutating func read(_ message: Span<UInt8>) {
        let sections: UInt64 = message.number(at: 4)
        counts = sections >> 16
        opcode = Opcode(rawValue: message[2] >> 3 & 0xf)
        var offset = Self.headerLength
        let isPlain = counts == Self.plainCounts
        if isPlain || questionCount > 0 {
            guard let end = readQuestion(message) else {
                soundness = .badQuestion
                return
            }
            offset = end
            if isPlain || questionCount == 1 { echoEnd = UInt16(truncatingIfNeeded: offset) }
        }
        var isWhole = true
        if isPlain {
            // Nearly all questions are for a type below OPT.
            let isData = type.rawValue < RRType.opt.rawValue || !type.isMeta
            isOrdinary = opcode == .query && questionClass == .in && isData
        } else {
            offset = skipToAdditional(message, from: offset) ?? message.count &+ 1
            isWhole = offset <= message.count
        }
        // Read in a straight line what most queries have: OPT, or nothing.
        switch sections & 0xffff {
        case 0: break
        case 1: isWhole = isWhole && readAdditional(message, at: offset, isLast: true) != nil
        case let count: isWhole = isWhole && readAdditional(count, message, from: offset)
        }
        if !isWhole {
            soundness = .badRecords
            isOrdinary = false
        }
    }

    /// Reads the first question. Gives the offset behind it, nil if it cannot be read; so with those
    /// below.
    @inline(always)
    private mutating func readQuestion(_ message: Span<UInt8>) -> Int? {
        guard let name = Self.name(message, at: Self.headerLength),
            let fields = message.window(at: name.end, length: Self.questionFieldsLength)
        else { return nil }
        nameOctets = UInt8(truncatingIfNeeded: name.end &- Self.headerLength)
        labels = UInt8(truncatingIfNeeded: name.labelCount)
        type = RRType(rawValue: fields.number(at: 0))
        questionClass = RRClass(rawValue: fields.number(at: 2))
        return name.end &+ Self.questionFieldsLength
    }

    /// Reads an additional record. OPT may stand anywhere but once and is owned by the root; TSIG
    /// must be last.
    @inline(always)
    private mutating func readAdditional(
        _ message: Span<UInt8>,
        at offset: Int,
        isLast: Bool
    ) -> Int? {
        guard let record = message.window(at: offset, length: RecordShape.rootOwnedLength),
            record.number(at: 0) as UInt32 >> 8 == UInt32(RRType.opt.rawValue)
        else { return readOther(message, at: offset, isLast: isLast) }
        let length: UInt16 = record.number(at: RecordShape.rootOwnedLength - 2)
        let start = offset &+ RecordShape.rootOwnedLength
        let end = start &+ Int(length)
        guard end <= message.count, !opt.isPresent else { return nil }
        opt = OPTFields(
            ttl: record.number(at: 5),
            classField: record.number(at: 3),
            isPresent: true
        )
        if opt.ttl & 0xff_0000 == 0 {
            if !options.read(message, from: start, upTo: end) { isOrdinary = false }
        } else {
            isOrdinary = false
        }
        return end
    }

    /// Reads an additional record that is not OPT owned by the root.
    @inline(never)
    private mutating func readOther(
        _ message: Span<UInt8>,
        at offset: Int,
        isLast: Bool
    ) -> Int? {
        guard let record = RecordShape(message, at: offset), record.type != .opt else {
            return nil
        }
        if record.type == .tsig {
            guard isLast else { return nil }
            signatureOffset = UInt16(truncatingIfNeeded: offset)
            isOrdinary = false
        }
        return record.data.upperBound
    }

    /// Reads several additional records.
    @inline(never)
    private mutating func readAdditional(
        _ count: UInt64,
        _ message: Span<UInt8>,
        from start: Int
    ) -> Bool {
        var offset = start
        for number in 1...count {
            guard let end = readAdditional(message, at: offset, isLast: number == count) else {
                return false
            }
            offset = end
        }
        return true
    }

    /// Walks over what no plain query has: further questions, answers and authority. OPT and TSIG
    /// have no place there.
    @inline(never)
    private func skipToAdditional(_ message: Span<UInt8>, from start: Int) -> Int? {
        var offset = start
        for _ in 1..<max(questionCount, 1) {
            guard let name = Self.name(message, at: offset),
                message.count - name.end >= Self.questionFieldsLength
            else { return nil }
            offset = name.end + Self.questionFieldsLength
        }
        for _ in 0..<(answerCount + authorityCount) {
            guard let record = RecordShape(message, at: offset),
                record.type != .opt, record.type != .tsig
            else { return nil }
            offset = record.data.upperBound
        }
        return offset
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
            // One comparison for the root's length, 0, and for those that no label has.
            if UInt8(truncatingIfNeeded: length) &- 1 >= DomainName.maximumLabelLength {
                return length == 0 ? (offset &+ 1, labelCount) : nil
            }
            offset &+= 1 &+ length
            labelCount &+= 1
        }
        return nil
    }
}
