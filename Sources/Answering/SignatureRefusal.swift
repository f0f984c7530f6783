// RFC 8945 §5.2.1, §5.3.2: a TSIG made with a key that is not held here is answered NOTAUTH, with
// an unsigned TSIG record that says BADKEY.

internal import DNSWire

/// Appends the TSIG record of the refusal, after OPT: it is the last of the message.
@inline(never)
func writeSignatureRefusal(
    _ query: Span<UInt8>,
    at signature: Int,
    limit: Int,
    _ draft: inout ReplyDraft
) {
    let badKey: UInt16 = 17
    // TYPE, CLASS, TTL, RDLENGTH; then Time Signed and Fudge, MAC Size, Original ID, Error, Other
    // Len.
    let fixedLength = 10 + 8 + 2 + 2 + 2 + 2
    guard let record = RecordShape(query, at: signature),
        let keyName = PlainName(query, at: signature),
        let algorithm = PlainName(query, at: record.data.lowerBound),
        record.data.upperBound - algorithm.end >= 8,
        draft.end + keyName.range.count + algorithm.range.count + fixedLength <= limit
    else { return }
    draft.write(query, keyName.range)
    draft.write(RRType.tsig.rawValue)
    draft.write(RRClass.any.rawValue)
    draft.write(0 as UInt32)
    draft.write(UInt16(algorithm.range.count + 16))
    draft.write(query, algorithm.range)
    draft.write(query, algorithm.end..<(algorithm.end + 8))
    draft.write(0 as UInt16)
    draft.write(query, 0..<2)
    draft.write(badKey)
    draft.write(0 as UInt16)
    draft.count(1, in: .additional)
}

/// A name written without pointers, as the names of TSIG are (RFC 8945 §4.2).
private struct PlainName {
    let range: Range<Int>
    var end: Int { range.upperBound }

    init?(_ message: Span<UInt8>, at start: Int) {
        var offset = start
        while offset < message.count {
            let length = Int(message[offset])
            guard length <= DomainName.maximumLabelLength else { return nil }
            offset += 1 + length
            if length == 0 {
                range = start..<offset
                return
            }
        }
        return nil
    }
}
