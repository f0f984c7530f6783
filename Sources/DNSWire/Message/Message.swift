/// What is asked for (RFC 1035 §4.1.2).
package struct Question: Sendable, Hashable {
    package var qname: DomainName
    package var qtype: RRType
    package var qclass: RRClass

    package init(qname: DomainName, qtype: RRType, qclass: RRClass = .in) {
        self.qname = qname
        self.qtype = qtype
        self.qclass = qclass
    }
}

/// One record of a message (RFC 1035 §4.1.3).
package struct ResourceRecord: Sendable, Hashable {
    package let owner: DomainName
    package let type: RRType
    package let rrclass: RRClass
    package let ttl: TTL
    package let data: RecordData
}

extension ResourceRecord: CustomStringConvertible {
    /// As a master file has it.
    package var description: String { "\(owner) \(ttl) \(rrclass) \(type) \(data.presentation)" }
}

/// A whole message with all its fields, for tools and tests. The answer path never makes one.
package struct Message: Sendable, Hashable {
    package let header: MessageHeader
    package let questions: [Question]
    package let answers: [ResourceRecord]
    package let authority: [ResourceRecord]
    /// Without OPT.
    package let additional: [ResourceRecord]
    package let opt: OPTRecord?

    /// The header's four bits, extended by those of OPT (RFC 6891 §6.1.3).
    package var responseCode: ResponseCode {
        let upper = UInt16(opt?.extendedResponseCode ?? 0) << 4
        return ResponseCode(rawValue: upper | header.responseCode.rawValue)
    }
}
