/// The shape of a message that asks something: where its parts are and whether they hold together
/// (RFC 1035 §4.1, RFC 6891 §6.1). Reading one allocates nothing; judging it is the responder's.
package struct Query: Sendable {
    /// Octets of the fixed header (RFC 1035 §4.1.1).
    package static let headerLength = 12

    package private(set) var opcode = Opcode.query
    package private(set) var questionCount = 0
    /// Records that stand in the answer and in the authority section.
    package private(set) var answerCount = 0
    package private(set) var authorityCount = 0

    /// Wire length of the question name; the name starts right behind the header.
    package private(set) var nameLength = 0
    package private(set) var type = RRType(rawValue: 0)
    package private(set) var questionClass = RRClass(rawValue: 0)
    /// Offset of the first octet behind the first question; `headerLength` if there is none.
    package private(set) var questionEnd = Query.headerLength

    package private(set) var soundness = Soundness.sound
    package var isSound: Bool {
        if case .sound = soundness { true } else { false }
    }
    /// True if there is exactly one question and it can be echoed.
    package var hasReadableQuestion: Bool {
        if case .badQuestion = soundness { false } else { questionCount == 1 }
    }
    package private(set) var edns: EDNSRequest?
    /// Offset of a TSIG record that stands last, where RFC 8945 §5.1 wants it.
    package private(set) var transactionSignature: Int?

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
        /// Where the options stand in the message.
        package let options: Range<Int>
    }

    /// Reads `message`, which has at least `headerLength` octets.
    package init(_ message: Span<UInt8>) {
        opcode = Opcode(rawValue: message[2] >> 3 & 0xf)
        questionCount = Int(Self.uint16(message, 4))
        answerCount = Int(Self.uint16(message, 6))
        authorityCount = Int(Self.uint16(message, 8))
        let additionalCount = Int(Self.uint16(message, 10))

        var offset = Self.headerLength
        guard readQuestions(message, &offset) else { return }
        guard answerCount + authorityCount + additionalCount > 0 else { return }
        for _ in 0..<(answerCount + authorityCount) {
            guard let record = RecordShape(message, at: offset),
                record.type != .opt, record.type != .tsig
            else {
                soundness = .badRecords
                return
            }
            offset = record.data.upperBound
        }
        readAdditional(message, additionalCount, &offset)
    }

    /// Reads every question, and keeps the first. False if the message ends or breaks in one.
    private mutating func readQuestions(_ message: Span<UInt8>, _ offset: inout Int) -> Bool {
        for index in 0..<questionCount {
            guard let nameEnd = Self.endOfQuestionName(message, from: offset),
                message.count - nameEnd >= 4
            else {
                soundness = index == 0 ? .badQuestion : .badRecords
                return false
            }
            if index == 0 {
                nameLength = nameEnd - offset
                type = RRType(rawValue: Self.uint16(message, nameEnd))
                questionClass = RRClass(rawValue: Self.uint16(message, nameEnd + 2))
                questionEnd = nameEnd + 4
            }
            offset = nameEnd + 4
        }
        return true
    }

    /// Finds OPT, anywhere but once and owned by the root, and TSIG, which must be last.
    private mutating func readAdditional(
        _ message: Span<UInt8>,
        _ count: Int,
        _ offset: inout Int
    ) {
        for index in 0..<count {
            guard let record = RecordShape(message, at: offset) else {
                soundness = .badRecords
                return
            }
            if record.type == .opt {
                guard edns == nil, record.data.lowerBound - offset == RecordShape.rootOwnedLength
                else {
                    soundness = .badRecords
                    return
                }
                edns = EDNSRequest(
                    udpSize: record.classField,
                    version: message[offset + 6],
                    isDNSSECWanted: message[offset + 7] & 0x80 != 0,
                    options: record.data
                )
            } else if record.type == .tsig {
                guard index == count - 1 else {
                    soundness = .badRecords
                    return
                }
                transactionSignature = offset
            }
            offset = record.data.upperBound
        }
    }

    /// A question name holds no pointer: there is nothing before it to point at.
    private static func endOfQuestionName(_ message: Span<UInt8>, from start: Int) -> Int? {
        var offset = start
        while offset < message.count {
            let length = Int(message[offset])
            if length == 0 {
                offset += 1
                return offset - start <= DomainName.maximumLength ? offset : nil
            }
            guard length <= DomainName.maximumLabelLength else { return nil }
            offset += 1 + length
        }
        return nil
    }

    fileprivate static func uint16(_ message: Span<UInt8>, _ offset: Int) -> UInt16 {
        UInt16(message[offset]) << 8 | UInt16(message[offset + 1])
    }
}

/// Where the parts of one record stand in a message.
package struct RecordShape: Sendable {
    /// Octets in front of RDATA when the owner is the root: 1 + TYPE, CLASS, TTL, RDLENGTH.
    package static let rootOwnedLength = 11

    package let type: RRType
    package let classField: UInt16
    package let data: Range<Int>

    /// Nil if the record does not lie wholly inside the message or its owner cannot be read.
    package init?(_ message: Span<UInt8>, at start: Int) {
        guard let owner = Self.endOfName(message, from: start), message.count - owner >= 10 else {
            return nil
        }
        type = RRType(rawValue: Query.uint16(message, owner))
        classField = Query.uint16(message, owner + 2)
        let dataStart = owner + 10
        let dataEnd = dataStart + Int(Query.uint16(message, owner + 8))
        guard dataEnd <= message.count else { return nil }
        data = dataStart..<dataEnd
    }

    /// Walks a name that may end in a pointer, and the pointers' targets too: each must lie
    /// strictly before the last and behind the header (RFC 9267), and the whole name must not be
    /// longer than 255 octets. Gives the offset behind the name where it started.
    private static func endOfName(_ message: Span<UInt8>, from start: Int) -> Int? {
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
