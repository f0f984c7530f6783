import Addressing
import DNSWire
import TestSupport

/// The query of a step, and how it is sent. The words:
///
///     +tcp  +from=ADDRESS                   transport and client
///     +rd  +ad  +cd  +z  +aa  +tc  +ra  +opcode=N  +rcode=N  +class=N
///     +edns  +edns=SIZE  +do  +version=N  +eflags=0xNNNN
///     +subnet=PREFIX  +opt=CODE:HEX         EDNS options, in this order in the OPT record
struct QueryWords {
    private(set) var octets: [UInt8] = []
    private(set) var isTCP = false
    private(set) var peer: IPAddress?

    /// `NAME TYPE [+WORD…]`
    init(question words: [String], at place: ScenarioPlace) throws {
        guard words.count >= 2, let type = RRType(mnemonic: words[1]) else {
            throw place.error(words.joined(separator: " "), "a name and a type")
        }
        var query = ClientQuery(id: 0x4d65, try DomainName(presentation: words[0]), type)
        for word in words.dropFirst(2) where try !take(word, at: place) {
            try Self.apply(word, to: &query, at: place)
        }
        octets = query.encoded
    }

    /// `[+WORD…] HEX`
    init(octets text: Substring, at place: ScenarioPlace) throws {
        var rest = text
        while rest.hasPrefix("+") {
            let word = rest.prefix { $0 != " " }
            guard try take(String(word), at: place) else {
                throw place.error(String(word), "+tcp or +from=")
            }
            rest = rest.dropFirst(word.count).drop { $0 == " " }
        }
        octets = try OctetText.octets(of: rest, at: place)
    }

    /// Takes the words that are not about the message.
    private mutating func take(_ word: String, at place: ScenarioPlace) throws -> Bool {
        if word == "+tcp" {
            isTCP = true
            return true
        }
        guard word.hasPrefix("+from=") else { return false }
        peer = IPAddress(word.dropFirst(6))
        if peer == nil { throw place.error(word, "an address") }
        return true
    }

    private static let flags: [String: MessageHeader.Flags] = [
        "+rd": .recursionDesired, "+ad": .authenticData, "+cd": .checkingDisabled, "+z": .reserved,
        "+aa": .authoritativeAnswer, "+tc": .truncation, "+ra": .recursionAvailable,
    ]

    private static func apply(
        _ word: String,
        to query: inout ClientQuery,
        at place: ScenarioPlace
    ) throws {
        if let flag = flags[word] {
            query.header.flags.insert(flag)
            return
        }
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        let value = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "+opcode": query.header.opcode = Opcode(rawValue: try place.number(value))
        case "+rcode": query.header.responseCode = ResponseCode(rawValue: try place.number(value))
        case "+class": query.question.qclass = RRClass(rawValue: try place.number(value))
        default:
            var opt = query.opt ?? OPTRecord()
            try apply(parts[0], value, to: &opt, at: place)
            query.opt = opt
        }
    }

    private static func apply(
        _ key: String,
        _ value: String,
        to opt: inout OPTRecord,
        at place: ScenarioPlace
    ) throws {
        switch key {
        case "+edns": if !value.isEmpty { opt.udpPayloadSize = try place.number(value) }
        case "+do": opt.isDNSSECOK = true
        case "+version": opt.version = try place.number(value)
        case "+eflags": opt.reservedFlags = try place.number(value)
        case "+subnet":
            guard let prefix = IPPrefix(value) else { throw place.error(value, "a network") }
            opt.options.append(ClientSubnet(prefix).option)
        case "+opt": opt.options.append(try option(value, at: place))
        default: throw place.error(key, "a word that queries know")
        }
    }

    /// `CODE:HEX`
    static func option(_ text: String, at place: ScenarioPlace) throws -> EDNSOption {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw place.error(text, "CODE:HEX") }
        return EDNSOption(
            code: EDNSOptionCode(rawValue: try place.number(String(parts[0]))),
            data: try OctetText.octets(of: parts[1], at: place)
        )
    }
}
