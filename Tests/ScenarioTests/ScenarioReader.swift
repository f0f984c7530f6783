import Addressing
import Answering
import DNSWire
import Geography
import TestSupport

/// Reads scenario files. A line is one of
///
///     zones FILE…                           zone files beside the scenario
///     zone NAME FILE                        a zone file that does not tell its zone's name
///     network 198.51.100.0/24 CN            where addresses are
///     set OPTION VALUE                      see `setOption`; `now` holds from here on
///     # TITLE                               what the next step tests
///     ask NAME TYPE [+WORD…]                a query, see `QueryWords`
///     send [+WORD…] HEX|"TEXT"…             a query octet by octet
///     reply RCODE [WORD…] | reply silence   see `ReplyWords`
///     answer|authority|additional RECORD    a record of the reply, as in a master file
///     octets HEX|"TEXT"…                    what must stand in the reply
///
/// Blank lines and lines that begin with `;` mean nothing.
struct ScenarioReader {
    private let path: String
    private var scenario: Scenario
    private var title = ""
    private var line = 0
    private var now: UInt32 = 1_700_000_000

    init(path: String) {
        self.path = path
        scenario = Scenario(path: path)
    }

    static func read(_ text: String, path: String) throws -> Scenario {
        var reader = ScenarioReader(path: path)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            reader.line += 1
            try reader.read(line)
        }
        return reader.scenario
    }

    private mutating func read(_ text: Substring) throws {
        let words = text.split(separator: " ", maxSplits: 1)
        guard let keyword = words.first, !keyword.hasPrefix(";") else { return }
        let rest = words.count > 1 ? words[1] : ""
        let values = rest.split(separator: " ").map(String.init)
        switch keyword {
        case "zones": scenario.zoneFiles += values.map { (nil, $0) }
        case "zone": try addZone(values)
        case "network": try addNetwork(values)
        case "set": try setOption(values)
        case "#": title = String(rest)
        case "ask": try addQuery(QueryWords(question: values, at: place))
        case "send": try addQuery(QueryWords(octets: rest, at: place))
        case "reply":
            try changeStep { step, place in
                step.reply = try ReplyWords(values, at: place).reply
            }
        case "answer": try addRecord(rest, to: \.answer)
        case "authority": try addRecord(rest, to: \.authority)
        case "additional": try addRecord(rest, to: \.additional)
        case "octets":
            try changeStep { step, place in
                step.reply.octets = try OctetText.octets(of: rest, at: place)
            }
        default: throw place.error(String(keyword), "zones, network, set, #, ask, send or reply")
        }
    }

    private var place: ScenarioPlace { ScenarioPlace(path: path, line: line) }

    private mutating func addZone(_ values: [String]) throws {
        guard values.count == 2 else {
            throw place.error(values.joined(separator: " "), "a name and a file")
        }
        scenario.zoneFiles.append((try DomainName(presentation: values[0]), values[1]))
    }

    private mutating func addNetwork(_ values: [String]) throws {
        guard values.count == 2, let prefix = IPPrefix(values[0]) else {
            throw place.error(values.joined(separator: " "), "a network and a location")
        }
        scenario.networks.append((prefix, values[1]))
    }

    private mutating func setOption(_ values: [String]) throws {
        guard values.count == 2 else {
            throw place.error(values.joined(separator: " "), "an option and its value")
        }
        let value = values[1]
        switch values[0] {
        case "nsid": scenario.options.nsid = try OctetText.octets(of: value[...], at: place)
        case "server-id": scenario.options.serverID = value
        case "version": scenario.options.version = value
        case "udp-size": scenario.options.udpSize = try place.number(value)
        case "cookie-secret":
            scenario.options.cookieSecret = try OctetText.octets(of: value[...], at: place)
        case "previous-secret":
            scenario.options.previousCookieSecret = try OctetText.octets(of: value[...], at: place)
        case "now": now = try place.number(value)
        case "ecs": scenario.usesClientSubnet = value == "on"
        default: throw place.error(values[0], "the name of an option")
        }
    }

    private mutating func addQuery(_ words: QueryWords) throws {
        var step = Scenario.Step(title: title, line: line, query: words.octets, now: now)
        step.transport = words.isTCP ? .tcp(idleTimeout: 100) : .udp
        step.peer = words.peer ?? step.peer
        scenario.steps.append(step)
    }

    private mutating func changeStep(
        _ change: (inout Scenario.Step, ScenarioPlace) throws -> Void
    ) throws {
        guard let last = scenario.steps.indices.last else {
            throw place.error("a reply", "a query before it")
        }
        try change(&scenario.steps[last], place)
    }

    /// `www.example.com. 300 IN A 192.0.2.1`: owner, TTL, class (IN if left out), type, data.
    private mutating func addRecord(
        _ text: Substring,
        to section: WritableKeyPath<ReplyContents, [ReplyRRset]>
    ) throws {
        var fields = try PresentationFields(splitting: text, line: line)
        let owner = try fields.takeName("the owner")
        let ttl: UInt32 = try fields.takeNumber("the TTL")
        var word = try fields.take("the type")
        if ["IN", "CH"].contains(String(decoding: word.text, as: UTF8.self)) {
            word = try fields.take("the type")
        }
        guard let type = RRType(mnemonic: String(decoding: word.text, as: UTF8.self)) else {
            throw fields.error(at: word, expected: "a type")
        }
        let rdata = try RecordData(type: type, from: &fields).rdata
        try changeStep { step, _ in
            var rrsets = step.reply.contents[keyPath: section]
            var records = [rdata]
            if let last = rrsets.last, last.owner == owner, last.type == type,
                last.ttl.seconds == ttl
            {
                records += last.records
                rrsets.removeLast()
            }
            rrsets.append(
                ReplyRRset(owner: owner, type: type, ttl: TTL(wire: ttl), records: records)
            )
            step.reply.contents[keyPath: section] = rrsets
        }
    }
}
