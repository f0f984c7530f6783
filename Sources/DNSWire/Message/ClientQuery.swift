/// A query as clients send it, for tools and tests.
package struct ClientQuery: Sendable, Hashable {
    package var header: MessageHeader
    package var question: Question
    /// EDNS, if the client knows it.
    package var opt: OPTRecord?

    package init(
        id: UInt16 = 0,
        flags: MessageHeader.Flags = [],
        _ qname: DomainName,
        _ qtype: RRType,
        _ qclass: RRClass = .in,
        opt: OPTRecord? = nil
    ) {
        header = MessageHeader(id: id, flags: flags)
        question = Question(qname: qname, qtype: qtype, qclass: qclass)
        self.opt = opt
    }

    package var encoded: [UInt8] {
        var output = RDataOutput()
        header.write(to: &output)
        for count: UInt16 in [1, 0, 0, opt == nil ? 0 : 1] { output.write(count) }
        output.write(question.qname)
        output.write(question.qtype.rawValue)
        output.write(question.qclass.rawValue)
        opt?.write(to: &output)
        return output.wire
    }
}
