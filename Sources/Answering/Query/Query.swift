package import DNSWire

/// The shape of a message that asks something: where its parts are and whether they hold together
/// (RFC 1035 §4.1, RFC 6891 §6.1). Reading one allocates nothing; judging it is the responder's.
package struct Query: Sendable {
    /// Octets of the fixed header (RFC 1035 §4.1.1).
    package static var headerLength: Int { MessageHeader.length }
    /// QTYPE and QCLASS, behind the name.
    private static let questionFieldsLength = 4

    package private(set) var opcode = Opcode.query
    package private(set) var questionCount = 0
    /// Records that stand in the answer and in the authority section.
    package private(set) var answerCount = 0
    package private(set) var authorityCount = 0

    /// Wire length of the question name; the name starts right behind the header.
    package private(set) var nameLength = 0
    package private(set) var labelCount = 0
    package private(set) var type = RRType(rawValue: 0)
    package private(set) var questionClass = RRClass(rawValue: 0)
    /// Offset of the first octet behind the first question; `headerLength` if there is none.
    package private(set) var questionEnd = Query.headerLength

    package private(set) var soundness = Soundness.sound
    package private(set) var edns: EDNSRequest?
    /// None if there is no OPT record, or one of a version that is not known here.
    package private(set) var options = QueryOptions()
    /// Offset of a TSIG record that stands last, where RFC 8945 §5.1 wants it.
    package private(set) var transactionSignature: Int?

    package var isSound: Bool {
        if case .sound = soundness { true } else { false }
    }

    /// True if there is exactly one question and it can be echoed.
    package var hasReadableQuestion: Bool {
        if case .badQuestion = soundness { false } else { questionCount == 1 }
    }

    /// How far the message can be read.
    package enum Soundness: Sendable, BitwiseCopyable {
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

    /// Of no message yet.
    @inline(always)
    init() {}

    /// Reads `message`, which has at least `headerLength` octets.
    package init(_ message: Span<UInt8>) { read(message) }

    /// Reads `message`, which has at least `headerLength` octets. In place: returning so many fields
    /// takes as long as reading them.
    @inline(never)
    mutating func read(_ message: Span<UInt8>) {
        opcode = Opcode(rawValue: message[2] >> 3 & 0xf)
        let counts: UInt64 = message.number(at: 4)
        questionCount = Int(counts >> 48)
        answerCount = Int(counts >> 32 & 0xffff)
        authorityCount = Int(counts >> 16 & 0xffff)
        let additionalCount = Int(counts & 0xffff)

        if questionCount > 0 {
            guard let name = Self.name(message, at: Self.headerLength),
                let fields = message.window(at: name.end, length: Self.questionFieldsLength)
            else {
                soundness = .badQuestion
                return
            }
            nameLength = name.end - Self.headerLength
            labelCount = name.labelCount
            type = RRType(rawValue: fields.number(at: 0))
            questionClass = RRClass(rawValue: fields.number(at: 2))
            questionEnd = name.end + Self.questionFieldsLength
        }
        var offset = questionEnd
        if questionCount > 1 || answerCount > 0 || authorityCount > 0 {
            guard let end = endOfAuthority(message, from: offset) else {
                soundness = .badRecords
                return
            }
            offset = end
        }
        for number in 0..<additionalCount {
            guard let record = RecordShape(message, at: offset),
                accept(record, at: offset, isLast: number == additionalCount - 1, message)
            else {
                soundness = .badRecords
                return
            }
            offset = record.data.upperBound
        }
    }

    /// Walks over what no plain query has: further questions, answers and authority. OPT and TSIG
    /// have no place there. Gives the offset behind it, nil if the message ends or breaks before.
    @inline(never)
    private func endOfAuthority(_ message: Span<UInt8>, from start: Int) -> Int? {
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

    /// Takes note of an additional record. OPT may stand anywhere but once and is owned by the root;
    /// TSIG must be last.
    @inline(always)
    private mutating func accept(
        _ record: RecordShape,
        at start: Int,
        isLast: Bool,
        _ message: Span<UInt8>
    ) -> Bool {
        if record.type == .opt {
            guard edns == nil, record.data.lowerBound - start == RecordShape.rootOwnedLength else {
                return false
            }
            let request = EDNSRequest(
                udpSize: record.classField,
                version: UInt8(truncatingIfNeeded: record.ttl >> 16),
                isDNSSECWanted: record.ttl & 0x8000 != 0
            )
            edns = request
            if request.version == 0 { options.read(message, in: record.data) }
        } else if record.type == .tsig {
            guard isLast else { return false }
            transactionSignature = start
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
        let limit = min(message.count, start + DomainName.maximumLength)
        var offset = start
        var labelCount = 0
        while offset < limit {
            let length = Int(message[offset])
            if length == 0 { return (offset + 1, labelCount) }
            guard length <= DomainName.maximumLabelLength else { return nil }
            offset += 1 + length
            labelCount += 1
        }
        return nil
    }
}
