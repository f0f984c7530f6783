import Addressing
import Answering
import DNSWire
import Geography
import TestSupport
import Testing

@Suite("Long replies")
struct LongReplyTests {
    private static let apex = DomainName.root

    private static func name(_ labels: String...) throws -> DomainName {
        try DomainName(labels: labels.map { Array($0.utf8) })
    }

    private static func rrset(_ owner: DomainName, _ type: RRType, _ records: [[UInt8]]) -> RRset {
        RRset(owner: owner, type: type, ttl: TTL(wire: 60), records: records.map(RData.init(wire:)))
    }

    /// Mail exchanges of an owner, so many that their names go past every offset that a pointer
    /// can hold. Each stands there twice, so that there is something to point at.
    private static func mailDomain(_ owner: DomainName) throws -> [RRset] {
        let hosts = try (0..<500).map { try name("mail-exchange-\($0)") }
        let preferences: [[UInt8]] = [[0, 10], [0, 20]]
        let records = hosts.flatMap { host in preferences.map { $0 + host.wire } }
        return [rrset(owner, .mx, records)] + hosts.map { rrset($0, .a, [[192, 0, 2, 1]]) }
    }

    /// Names of 253 octets: room for one label of one octet in front.
    private static func longName(_ number: Int) throws -> DomainName {
        let filler = String(repeating: "f", count: DomainName.maximumLabelLength)
        let rest = String(repeating: "r", count: number < 10 ? 56 : 55)
        return try name("d\(number)", rest, filler, filler, filler)
    }

    /// 16 DNAMEs in a row, from a short name to the longest.
    private static func redirections() throws -> [RRset] {
        let stations = try [name("start")] + (1...16).map(longName)
        return zip(stations, stations.dropFirst()).map { owner, target in
            rrset(owner, .dname, [target.wire])
        }
    }

    @Test(
        "no pointer goes past offset 16383 (RFC 1035 §4.1.4)",
        arguments: ["mail", "behind 16 links"]
    )
    func pointers(_ place: String) throws {
        let soa = Self.rrset(Self.apex, .soa, [[0, 0] + [UInt8](repeating: 0, count: 20)])
        let mail = try place == "mail" ? Self.name("mail") : Self.longName(16).prepending([0x78])
        let zone = ZoneContents(
            apex: Self.apex,
            rrsets: try [soa] + Self.redirections() + Self.mailDomain(mail)
        )
        let state = try ServingState(
            zones: [zone],
            locations: .unknownEverywhere,
            options: AnswerOptions()
        )
        let question = Oracle.Question(
            name: try place == "mail" ? mail : Self.name("x", "start"),
            type: .mx,
            peer: .ipv4(1),
            random: 0
        )
        let oracle = Oracle(zones: [zone], locations: .unknownEverywhere, unhealthy: [])
        let expected = oracle.verdict(on: question).reply
        let reply = state.reply(
            to: ClientQuery(question.name, question.type).encoded,
            from: question.peer,
            over: .tcp(idleTimeout: 100)
        )
        #expect(reply.octets.count > 0x4000)
        try check(reply.octets, against: expected)
    }

    private func check(_ reply: [UInt8], against expected: ReplyContents) throws {
        let contents = ReplyContents(try MessageReader.read(reply))
        #expect(contents.answer == expected.answer)
        // Addresses of the exchanges that come first go along; of how many is a choice.
        #expect(contents.additional == Array(expected.additional.prefix(contents.additional.count)))
        #expect(!contents.additional.isEmpty)
    }
}
