internal import DNSWire

/// A reply in the making, in the caller's buffer. The header is written last, when all is known.
struct ReplyDraft: ~Copyable, ~Escapable {
    var responseCode = ResponseCode.noError
    var replyClass = Outcome.ReplyClass.error
    var isAuthoritative = false
    /// Something that had to go along did not fit (RFC 2181 §9).
    var isTruncated = false
    /// RFC 8914: why, for clients that sent OPT.
    var extendedError: ExtendedErrorCode?
    /// The longest scope of the decisions behind this reply (RFC 7871 §7.2.1).
    var scope = 0

    /// For the `Outcome`: what the client has shown, and who answered.
    var cookie = Outcome.CookieState.absent
    var zone: Int?
    var choice: Outcome.Choice?

    private var buffer: MutableSpan<UInt8>
    /// Octets written so far.
    private(set) var end: Int
    private var answerCount: UInt16 = 0
    private var authorityCount: UInt16 = 0
    private var additionalCount: UInt16 = 0
    private let questionCount: UInt16
    private let questionEnd: Int
    /// The sections may not grow past this.
    private let limit: Int

    /// Starts with the question, echoed octet for octet if there is exactly one that can be read.
    @_lifetime(copy buffer)
    @inline(always)
    init(
        _ query: Query,
        _ message: Span<UInt8>,
        limit: Int,
        in buffer: consuming MutableSpan<UInt8>
    ) {
        let isEchoed = query.hasReadableQuestion
        questionCount = isEchoed ? 1 : 0
        questionEnd = isEchoed ? query.questionEnd : Query.headerLength
        self.limit = limit
        end = questionEnd
        message.copy(0..<questionEnd, to: &buffer, at: 0)
        self.buffer = buffer
    }

    /// What has been written, and the rest of the buffer.
    var octets: Span<UInt8> {
        @_lifetime(borrow self) get { buffer.span }
    }

    @inline(always)
    var outcome: Outcome {
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
    @inline(always)
    mutating func append(
        _ answer: PreparedAnswer,
        of zone: ServedZone,
        to section: Section,
        owner: Int
    ) -> Bool {
        let octets = answer.octets
        let start = end
        guard octets.count <= limit - start else { return false }
        zone.view.octets.copy(octets, to: &buffer, at: start)
        end = start + octets.count
        if owner != Query.headerLength { setOwners(of: answer, at: start, to: owner) }
        if let extras = zone.view.extras(of: answer), start != extras.commonStart {
            setInnerPointers(extras, at: start)
        }
        count(answer.recordCount, in: section)
        return true
    }

    /// Makes the records of an RRset, which start at `start`, those of another owner.
    @inline(never)
    private mutating func setOwners(of answer: PreparedAnswer, at start: Int, to owner: Int) {
        var record = start
        for _ in 0..<answer.recordCount {
            buffer.setNumber(0xc000 | UInt16(owner), at: record)
            record += RecordShape.pointerOwnedLength
            let dataLength: UInt16 = buffer.span.number(at: record - 2)
            record += Int(dataLength)
        }
    }

    @inline(never)
    private mutating func setInnerPointers(_ extras: ZoneView.Extras, at start: Int) {
        for index in 0..<extras.pointerCount {
            let pointer = extras.pointer(index)
            let goal = start + Int(pointer.goal)
            buffer.setNumber(0xc000 | UInt16(goal), at: start + Int(pointer.position))
        }
    }

    /// Appends a CNAME made from a DNAME (RFC 6672 §3.1): owned by the name at `owner`, leading to
    /// its first `prefixLength` octets with the DNAME's target behind them. Gives the offset of
    /// the new name, nil if it does not fit.
    mutating func appendSynthesisedCNAME(
        _ dname: PreparedAnswer,
        of zone: ServedZone,
        owner: Int,
        prefixLength: Int
    ) -> Int? {
        let targetLength = prefixLength + dname.targetLength
        guard RecordShape.pointerOwnedLength + targetLength <= limit - end else { return nil }
        let octets = zone.view.octets
        write(0xc000 | UInt16(owner))
        write(RRType.cname.rawValue)
        write(RRClass.in.rawValue)
        let ttlOffset = Int(dname.place) + 6
        for index in 0..<4 { write(octets[ttlOffset + index]) }
        write(UInt16(targetLength))
        let target = end
        for index in 0..<prefixLength { write(buffer[owner + index]) }
        write(octets, dname.target..<(dname.target + dname.targetLength))
        count(1, in: .answer)
        return target
    }

    /// Appends a TXT record owned by the question name, with TTL 0 and the data at `range` of
    /// `octets`. False, and nothing written, if it does not fit.
    mutating func appendText(
        _ octets: FlatView<UInt8>,
        _ range: Range<Int>,
        class recordClass: RRClass
    ) -> Bool {
        guard RecordShape.pointerOwnedLength + range.count <= limit - end else { return false }
        write(0xc000 | UInt16(Query.headerLength))
        write(RRType.txt.rawValue)
        write(recordClass.rawValue)
        write(0 as UInt32)
        write(UInt16(range.count))
        write(octets, range)
        count(1, in: .answer)
        return true
    }

    /// Counts records that have been written into a section.
    @inline(always)
    mutating func count(_ records: UInt16, in section: Section) {
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
        end = questionEnd
        answerCount = 0
        authorityCount = 0
        additionalCount = 0
    }

    /// Sets the header (RFC 1035 §4.1.1): ID, opcode and RD are the query's, which has been copied;
    /// RA, Z, AD and CD are 0.
    @inline(always)
    mutating func writeHeader() {
        let opcodeAndRD: UInt8 = 0x79
        buffer[2] =
            buffer[2] & opcodeAndRD | 0x80 | (isAuthoritative ? 0x04 : 0) | (isTruncated ? 0x02 : 0)
        buffer[3] = UInt8(truncatingIfNeeded: responseCode.rawValue & 0xf)
        let sections = UInt64(answerCount) << 32 | UInt64(authorityCount) << 16
        buffer.setNumber(
            UInt64(questionCount) << 48 | sections | UInt64(additionalCount),
            at: 4
        )
    }

    /// Writes a number in network order, for which there is room.
    @inline(always)
    mutating func write<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
        buffer.setNumber(number, at: end)
        end += MemoryLayout<Number>.size
    }

    /// Writes octets for which there is room.
    @inline(always)
    mutating func write(_ octets: Span<UInt8>, _ range: Range<Int>) {
        octets.copy(range, to: &buffer, at: end)
        end += range.count
    }

    /// Writes published octets for which there is room.
    @inline(always)
    mutating func write(_ octets: FlatView<UInt8>, _ range: Range<Int>) {
        octets.copy(range, to: &buffer, at: end)
        end += range.count
    }

    /// Sets a number that has been written before.
    @inline(always)
    mutating func patch(_ number: some FixedWidthInteger & BitwiseCopyable, at offset: Int) {
        buffer.setNumber(number, at: offset)
    }
}
