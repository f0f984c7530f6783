import DNSWire
import TestSupport

/// How a reply differs from what its step asks for; an empty list if it does not.
struct ReplyDifferences {
    private(set) var list: [String] = []

    init(_ step: Scenario.Step, _ octets: [UInt8]) {
        let expected = step.reply
        guard !expected.isSilence, !octets.isEmpty else {
            compare(
                octets.isEmpty ? "silence" : "a reply",
                expected.isSilence ? "silence" : "a reply"
            )
            return
        }
        do {
            let message = try MessageReader.read(octets)
            compareFrame(step, message, octets)
            compareOPT(step, message.opt)
            compare("\(ReplyContents(message))", "\(expected.contents)")
        } catch {
            list.append("the reply cannot be read: \(error), \(HexDigits.text(of: octets))")
        }
        if octets.count > expected.maximumLength {
            list.append("\(octets.count) octets, expected at most \(expected.maximumLength)")
        }
        if !expected.octets.isEmpty, !octets.contains(expected.octets) {
            let wanted = HexDigits.text(of: expected.octets)
            list.append("\(wanted) is not in \(HexDigits.text(of: octets))")
        }
    }

    private mutating func compareFrame(
        _ step: Scenario.Step,
        _ message: Message,
        _ octets: [UInt8]
    ) {
        let header = message.header
        compare("ID \(octets.prefix(2))", "ID \(step.query.prefix(2))")
        compare("opcode \(header.opcode.rawValue)", "opcode \(step.reply.opcode.rawValue)")
        // AA and TC are compared with the sections.
        var flags: MessageHeader.Flags = .response
        if step.reply.isRecursionDesired { flags.insert(.recursionDesired) }
        let found = header.flags.subtracting([.authoritativeAnswer, .truncation])
        compare("flags \(found.rawValue)", "flags \(flags.rawValue)")
        let wanted = step.reply.isHeaderOnly ? 0 : 1
        compare("\(message.questions.count) questions", "\(wanted) questions")
        for question in message.questions {
            // Letter case included (RFC 5452 §9.1).
            let length = question.qname.wire.count + 4
            let echo = octets.dropFirst(MessageHeader.length).prefix(length)
            let sent = step.query.dropFirst(MessageHeader.length).prefix(length)
            compare("question \(HexDigits.text(of: echo))", "question \(HexDigits.text(of: sent))")
        }
    }

    private mutating func compareOPT(_ step: Scenario.Step, _ opt: OPTRecord?) {
        let expected = step.reply
        compare(opt == nil ? "no OPT" : "OPT", expected.hasOPT ? "OPT" : "no OPT")
        guard let opt else { return }
        compare("EDNS version \(opt.version)", "EDNS version 0")
        compare("DO \(opt.isDNSSECOK)", "DO \(expected.isDNSSECOK)")
        compare("EDNS flags \(opt.reservedFlags)", "EDNS flags 0")
        let options = opt.options.filter { $0.code != .clientSubnet }
        compare("options \(options)", "options \(expected.options)")
        for subnet in opt.options where subnet.code == .clientSubnet {
            // Family, SOURCE and address come back as they were sent.
            var sent = subnet.data
            if sent.count > 3 { sent[3] = 0 }
            if !step.query.contains(sent) { list.append("client subnet \(subnet.data)") }
        }
    }

    private mutating func compare(_ found: String, _ expected: String) {
        if found != expected { list.append("found \(found)\nexpected \(expected)") }
    }
}
