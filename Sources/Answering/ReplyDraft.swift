internal import DNSWire

/// A reply in the making: how far it has come, in the caller's buffer. The header is written last,
/// when all is known.
struct ReplyDraft: Sendable {
    var responseCode = ResponseCode.noError
    var replyClass = Outcome.ReplyClass.error
    var isAuthoritative = false
    /// Something that had to go along did not fit (RFC 2181 §9).
    var isTruncated = false
    /// RFC 8914: why, for clients that sent OPT.
    var extendedError: ExtendedErrorCode?
    /// The longest scope of the decisions behind this reply (RFC 7871 §7.2.1).
    var scope = 0

    /// Who answered, for the `Outcome`.
    var zone: Int?
    var choice: Outcome.Choice?

    /// Octets written so far.
    var end: Int
    /// Where the sections end, and OPT goes.
    private(set) var sectionsEnd: Int
    var answerCount: UInt16 = 0
    var authorityCount: UInt16 = 0
    var additionalCount: UInt16 = 0
    private let questionCount: UInt16
    private let questionEnd: Int
    /// The sections may not grow past this.
    private let limit: Int

    /// Starts with the question, echoed octet for octet if there is exactly one that can be read.
    init(
        _ query: Query,
        _ message: Span<UInt8>,
        limit: Int,
        _ reply: inout MutableSpan<UInt8>
    ) {
        let isEchoed = query.hasReadableQuestion
        questionCount = isEchoed ? 1 : 0
        questionEnd = isEchoed ? query.questionEnd : Query.headerLength
        self.limit = limit
        end = questionEnd
        sectionsEnd = questionEnd
        message.copy(0..<questionEnd, to: &reply, at: 0)
    }

    func outcome(cookie: Outcome.CookieState) -> Outcome {
        Outcome(
            length: end,
            responseCode: responseCode,
            replyClass: replyClass,
            cookie: cookie,
            zone: zone,
            choice: choice
        )
    }

    mutating func refuse(_ code: ResponseCode, _ error: ExtendedErrorCode? = nil) {
        responseCode = code
        extendedError = error
        replyClass = .error
    }

    /// A section of a message, by what it is good for.
    enum Section { case answer, authority, additional }

    /// Copies an RRset of `zone`, owned by the name at `owner`, into a section. False, and nothing
    /// written, if it does not fit.
    mutating func append(
        _ answer: PreparedAnswer,
        of zone: ZoneView,
        to section: Section,
        owner: Int,
        _ reply: inout MutableSpan<UInt8>
    ) -> Bool {
        let octets = answer.octets
        guard octets.count <= limit - sectionsEnd else { return false }
        let start = sectionsEnd
        zone.octets.copy(octets, to: &reply, at: start)
        sectionsEnd = start + octets.count
        let isCommonest =
            owner == Query.headerLength
            && start == Query.headerLength + Int(answer.commonNameLength) + 4
        if !isCommonest { setPointers(of: answer, zone, at: start, owner: owner, &reply) }
        count(answer.recordCount, in: section)
        return true
    }

    private func setPointers(
        of answer: PreparedAnswer,
        _ zone: ZoneView,
        at start: Int,
        owner: Int,
        _ reply: inout MutableSpan<UInt8>
    ) {
        for index in answer.fixups.indices {
            let fixup = zone.fixups[index]
            let goal =
                switch fixup.goal {
                case .owner: owner
                case .within(let position): start + Int(position)
                }
            patch(0xc000 | UInt16(goal), at: start + Int(fixup.position), &reply)
        }
    }

    /// Appends a CNAME made from a DNAME (RFC 6672 §3.1): owned by the name at `owner`, leading to
    /// its first `prefixLength` octets with the DNAME's target behind them. Gives the offset of
    /// the new name, nil if it does not fit.
    mutating func appendSynthesisedCNAME(
        _ dname: PreparedAnswer,
        of zone: ZoneView,
        owner: Int,
        prefixLength: Int,
        _ reply: inout MutableSpan<UInt8>
    ) -> Int? {
        let targetLength = prefixLength + Int(dname.targetLength)
        let fixedLength = 12
        guard fixedLength + targetLength <= limit - sectionsEnd else { return nil }
        end = sectionsEnd
        write(0xc000 | UInt16(owner), &reply)
        write(RRType.cname.rawValue, &reply)
        write(RRClass.in.rawValue, &reply)
        let ttlOffset = Int(dname.offset) + 6
        for index in 0..<4 { write(zone.octets[ttlOffset + index], &reply) }
        write(UInt16(targetLength), &reply)
        let target = end
        for index in 0..<prefixLength { write(reply[owner + index], &reply) }
        let octets = Int(dname.target)..<(Int(dname.target) + Int(dname.targetLength))
        zone.octets.copy(octets, to: &reply, at: end)
        sectionsEnd = end + octets.count
        count(1, in: .answer)
        return target
    }

    /// Appends a record owned by the question name, with TTL 0 and the data at `range` of `octets`.
    mutating func appendText(
        _ octets: FlatView<UInt8>,
        _ range: Range<Int>,
        class recordClass: RRClass,
        _ reply: inout MutableSpan<UInt8>
    ) -> Bool {
        let fixedLength = 12
        guard fixedLength + range.count <= limit - sectionsEnd else { return false }
        end = sectionsEnd
        write(0xc000 | UInt16(Query.headerLength), &reply)
        write(RRType.txt.rawValue, &reply)
        write(recordClass.rawValue, &reply)
        write(0 as UInt16, &reply)
        write(0 as UInt16, &reply)
        write(UInt16(range.count), &reply)
        octets.copy(range, to: &reply, at: end)
        end += range.count
        sectionsEnd = end
        count(1, in: .answer)
        return true
    }

    private mutating func count(_ records: UInt16, in section: Section) {
        switch section {
        case .answer: answerCount += records
        case .authority: authorityCount += records
        case .additional: additionalCount += records
        }
    }

    /// Empties the sections and takes the response code back: a truncated reply is an invitation
    /// to TCP, and says no more than that.
    mutating func truncate() {
        isTruncated = true
        responseCode = .noError
        replyClass = .truncated
        sectionsEnd = questionEnd
        end = questionEnd
        answerCount = 0
        authorityCount = 0
        additionalCount = 0
    }

    /// Sets the header (RFC 1035 §4.1.1): ID, opcode and RD are the query's, which has been copied;
    /// RA, Z, AD and CD are 0.
    func writeHeader(_ reply: inout MutableSpan<UInt8>) {
        let opcodeAndRD: UInt8 = 0x79
        reply[2] =
            reply[2] & opcodeAndRD | 0x80 | (isAuthoritative ? 0x04 : 0) | (isTruncated ? 0x02 : 0)
        reply[3] = UInt8(truncatingIfNeeded: responseCode.rawValue & 0xf)
        patch(questionCount, at: 4, &reply)
        patch(answerCount, at: 6, &reply)
        patch(authorityCount, at: 8, &reply)
        patch(additionalCount, at: 10, &reply)
    }

    mutating func copy(
        _ octets: Span<UInt8>,
        _ range: Range<Int>,
        _ reply: inout MutableSpan<UInt8>
    ) {
        octets.copy(range, to: &reply, at: end)
        end += range.count
    }

    mutating func write(_ value: UInt8, _ reply: inout MutableSpan<UInt8>) {
        reply[end] = value
        end += 1
    }

    mutating func write(_ value: UInt16, _ reply: inout MutableSpan<UInt8>) {
        patch(value, at: end, &reply)
        end += 2
    }

    mutating func write(_ value: UInt64, _ reply: inout MutableSpan<UInt8>) {
        for index in 0..<8 {
            reply[end + index] = UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * index))
        }
        end += 8
    }

    func patch(_ value: UInt16, at offset: Int, _ reply: inout MutableSpan<UInt8>) {
        reply[offset] = UInt8(truncatingIfNeeded: value >> 8)
        reply[offset + 1] = UInt8(truncatingIfNeeded: value)
    }
}
