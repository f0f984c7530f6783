internal import DNSWire

/// A reply in the making, in the caller's buffer. The header is written last, when all is known.
///
/// There is one draft of a reply, passed on and never copied. It is trivial nevertheless: what is not
/// gets destroyed in the end, by a call that does nothing.
struct ReplyDraft: BitwiseCopyable {
    // In an order that leaves no gaps, so that few stores fill it.

    /// What those who send it are told; its length is `end`.
    private var outcome = Outcome(
        length: 0,
        responseCode: .noError,
        replyClass: .error,
        cookie: .absent
    )
    /// Of the header: QR, AA and TC (RFC 1035 §4.1.1).
    private var flags: UInt16 = 0x8000
    /// RFC 8914: why, for clients that sent OPT.
    private(set) var extendedError: ExtendedErrorCode?
    private var scopeField: UInt8 = 0

    private let buffer: ReplyBuffer
    /// Of 32 bits: offsets from here on are seen not to be negative.
    private var endField: UInt32
    private let questionEnd: UInt32
    /// QDCOUNT, ANCOUNT, NSCOUNT and ARCOUNT as they will stand in the header.
    private var counts: UInt64
    /// The sections may not grow past this.
    private let limit: Int

    /// Starts with the question, echoed octet for octet if there is exactly one that can be read.
    @inline(always)
    init(
        _ query: Query,
        _ message: Span<UInt8>,
        limit: Int,
        in room: inout MutableSpan<UInt8>
    ) {
        counts = query.hasReadableQuestion ? 1 << 48 : 0
        questionEnd = UInt32(truncatingIfNeeded: query.questionEnd)
        self.limit = limit
        endField = questionEnd
        outcome.questionType = query.type
        buffer = ReplyBuffer(&room)
        buffer.copy(message, 0..<query.questionEnd, at: 0)
    }

    /// Octets written so far.
    @inline(always)
    private(set) var end: Int {
        get { Int(endField) }
        set { endField = UInt32(truncatingIfNeeded: newValue) }
    }

    /// The longest scope of the decisions behind this reply (RFC 7871 §7.2.1).
    @inline(always)
    var scope: Int {
        get { Int(scopeField) }
        set { scopeField = UInt8(truncatingIfNeeded: newValue) }
    }

    @inline(always)
    var responseCode: ResponseCode {
        get { outcome.responseCode }
        set { outcome.responseCode = newValue }
    }

    @inline(always)
    var replyClass: Outcome.ReplyClass {
        get { outcome.replyClass }
        set { outcome.replyClass = newValue }
    }

    @inline(always)
    var isAuthoritative: Bool {
        get { flags & 0x0400 != 0 }
        set { if newValue { flags |= 0x0400 } else { flags &= ~0x0400 } }
    }

    /// For the `Outcome`: what the client has shown, and who answered.
    var cookie: Outcome.CookieState {
        get { outcome.cookie }
        set { outcome.cookie = newValue }
    }

    @inline(always)
    var choice: Outcome.Choice? {
        get { outcome.choice }
        set { outcome.choice = newValue }
    }

    /// What has been written, and the rest of the buffer.
    var octets: Span<UInt8> {
        @_lifetime(borrow self) get { buffer.span }
    }

    /// Says that `zone` answers, with authority as long as nothing else comes up.
    @inline(always)
    mutating func beginAnswer(from zone: ServedZone) {
        outcome.zone = zone.number
        flags = 0x8400
        replyClass = .answer
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
        let start = end
        let length = Int(answer.length)
        guard length <= limit &- start else { return false }
        buffer.copy(zone.view.octets, answer.octets, at: start)
        end = start &+ length
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
            let dataLength: UInt16 = buffer.number(at: record - 2)
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
        for index in 0..<prefixLength { write(buffer.span[owner + index]) }
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
        // All records of a reply, of 11 octets or more each, are fewer than a count can tell.
        switch section {
        case .answer: counts &+= UInt64(records) << 32
        case .authority: counts &+= UInt64(records) << 16
        case .additional: counts &+= UInt64(records)
        }
    }

    /// Empties the sections and takes the response code back: a truncated reply is an invitation
    /// to TCP, and says no more than that. What had to go along did not fit (RFC 2181 §9).
    mutating func truncate() {
        flags |= 0x0200
        responseCode = .noError
        replyClass = .truncated
        endField = questionEnd
        counts &= 0xffff << 48
    }

    /// Sets the header (RFC 1035 §4.1.1): ID, opcode and RD are the query's, which has been copied;
    /// RA, Z, AD and CD are 0. Tells what has become of the query.
    @inline(always)
    mutating func finish() -> Outcome {
        let opcodeAndRD: UInt16 = 0x7900
        let copied: UInt16 = buffer.number(at: 2)
        buffer.setNumber(copied & opcodeAndRD | flags | responseCode.rawValue & 0xf, at: 2)
        buffer.setNumber(counts, at: 4)
        outcome.length = end
        return outcome
    }

    /// Leaves octets out that are set apart.
    @inline(always)
    mutating func leave(_ count: Int) { end &+= count }

    /// Writes a number in network order, for which there is room.
    @inline(always)
    mutating func write<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
        buffer.setNumber(number, at: end)
        end &+= MemoryLayout<Number>.size
    }

    /// Writes octets for which there is room.
    @inline(always)
    mutating func write(_ octets: Span<UInt8>, _ range: Range<Int>) {
        buffer.copy(octets, range, at: end)
        // Copied, they lie in the buffer: no sum of lengths overflows.
        end &+= range.upperBound &- range.lowerBound
    }

    /// Writes published octets for which there is room.
    @inline(always)
    mutating func write(_ octets: FlatView<UInt8>, _ range: Range<Int>) {
        buffer.copy(octets, range, at: end)
        // Copied, they lie in the buffer: no sum of lengths overflows.
        end &+= range.upperBound &- range.lowerBound
    }

    /// Copies octets of a message to where some have been left out.
    @inline(always)
    mutating func copy(_ octets: Span<UInt8>, _ range: Range<Int>, at offset: Int) {
        buffer.copy(octets, range, at: offset)
    }

    /// Sets a number that has been written before, or left out.
    @inline(always)
    mutating func patch(_ number: some FixedWidthInteger & BitwiseCopyable, at offset: Int) {
        buffer.setNumber(number, at: offset)
    }
}
