/// The four parts of a message behind its header (RFC 1035 §4.1).
package enum MessageSection: String, Sendable, Hashable, CaseIterable {
    case question
    case answer
    case authority
    case additional
}

/// Why octets are not a message.
package enum MessageError: Error, Sendable, Hashable {
    case header(WireError)
    /// An entry of a section; `index` counts from 0.
    case entry(MessageSection, index: Int, WireError)
    /// An OPT outside the additional section, or a second one (RFC 6891 §6.1.1).
    case misplacedOPT(MessageSection, index: Int)
    /// An OPT whose owner is not the root (RFC 6891 §6.1.2).
    case ownedOPT(index: Int)
    /// Octets behind the last entry that the counts promise.
    case trailingOctets(Int)
}

/// Reads whole messages, strictly: the counts must be true, and no octet may be left.
package struct MessageReader: ~Escapable {
    private var reader: WireReader
    private var opt: OPTRecord?

    @_lifetime(copy message)
    private init(_ message: Span<UInt8>) { reader = WireReader(message) }

    package static func read(_ message: Span<UInt8>) throws(MessageError) -> Message {
        var reader = MessageReader(message)
        return try reader.readMessage()
    }

    package static func read(_ message: [UInt8]) throws(MessageError) -> Message {
        try read(message.span)
    }

    private mutating func readMessage() throws(MessageError) -> Message {
        let (header, counts) = try readHeader()
        let message = Message(
            header: header,
            questions: try readQuestions(counts.question),
            answers: try readRecords(counts.answer, in: .answer),
            authority: try readRecords(counts.authority, in: .authority),
            additional: try readRecords(counts.additional, in: .additional),
            opt: opt
        )
        guard reader.remaining == 0 else { throw .trailingOctets(reader.remaining) }
        return message
    }

    private typealias Counts = (question: Int, answer: Int, authority: Int, additional: Int)

    private mutating func readHeader() throws(MessageError) -> (MessageHeader, Counts) {
        do {
            let header = try MessageHeader(from: &reader)
            let counts = (
                Int(try reader.readUInt16()), Int(try reader.readUInt16()),
                Int(try reader.readUInt16()), Int(try reader.readUInt16())
            )
            return (header, counts)
        } catch {
            throw .header(error)
        }
    }

    private mutating func readQuestions(_ count: Int) throws(MessageError) -> [Question] {
        var questions: [Question] = []
        for index in 0..<count {
            do {
                questions.append(
                    Question(
                        qname: try reader.readName(),
                        qtype: RRType(rawValue: try reader.readUInt16()),
                        qclass: RRClass(rawValue: try reader.readUInt16())
                    )
                )
            } catch {
                throw .entry(.question, index: index, error)
            }
        }
        return questions
    }

    private mutating func readRecords(
        _ count: Int,
        in section: MessageSection
    ) throws(MessageError) -> [ResourceRecord] {
        var records: [ResourceRecord] = []
        for index in 0..<count {
            let owner: DomainName
            let type: RRType
            do {
                owner = try reader.readName()
                type = RRType(rawValue: try reader.readUInt16())
                if type != .opt { records.append(try readRecord(owner: owner, type: type)) }
            } catch {
                throw .entry(section, index: index, error)
            }
            if type == .opt { try readOPT(owner: owner, in: section, index: index) }
        }
        return records
    }

    private mutating func readRecord(owner: DomainName, type: RRType) throws(WireError)
        -> ResourceRecord
    {
        let rrclass = RRClass(rawValue: try reader.readUInt16())
        let ttl = TTL(wire: try reader.readUInt32())
        let length = Int(try reader.readUInt16())
        let data = try RecordData(type: type, from: &reader, length: length)
        return ResourceRecord(owner: owner, type: type, rrclass: rrclass, ttl: ttl, data: data)
    }

    private mutating func readOPT(
        owner: DomainName,
        in section: MessageSection,
        index: Int
    ) throws(MessageError) {
        guard section == .additional, opt == nil else {
            throw .misplacedOPT(section, index: index)
        }
        guard owner.isRoot else { throw .ownedOPT(index: index) }
        do {
            opt = try OPTRecord(from: &reader)
        } catch {
            throw .entry(section, index: index, error)
        }
    }
}
