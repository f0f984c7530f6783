import Addressing
import DNSWire

/// Valid queries of every kind that `SampleWorld` has an answer for, and the refused ones that a
/// server meets as a matter of course. Seeds of the fuzzer, load of the benchmark.
package enum QueryCorpus {
    package struct Entry: Sendable {
        /// What the query meets, in a few words.
        package let name: String
        package let octets: [UInt8]
        package let usesTCP: Bool
    }

    package static func entries() throws -> [Entry] {
        try rows.map { row in
            let qname = try DomainName(presentation: row.owner)
            var query = ClientQuery(id: 0x4d65, qname, row.type, row.qclass, opt: row.opt)
            query.header.opcode = row.opcode
            return Entry(name: row.name, octets: query.encoded, usesTCP: row.usesTCP)
        } + headerOnly
    }

    private struct Row {
        let name: String
        let owner: String
        let type: RRType
        var qclass = RRClass.in
        var opcode = Opcode.query
        var opt: OPTRecord?
        var usesTCP = false

        init(_ name: String, _ owner: String, _ type: RRType) {
            self.name = name
            self.owner = owner
            self.type = type
        }

        func with(_ change: (inout Row) -> Void) -> Row {
            var row = self
            change(&row)
            return row
        }

        func option(_ option: EDNSOption) -> Row {
            with { $0.opt = OPTRecord(options: ($0.opt?.options ?? []) + [option]) }
        }

        func option(_ code: EDNSOptionCode, _ data: [UInt8] = []) -> Row {
            option(EDNSOption(code: code, data: data))
        }

        func subnet(_ prefix: String) -> Row {
            IPPrefix(prefix).map { option(ClientSubnet($0).option) } ?? self
        }
    }

    private static let cookie: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

    private static let rows: [Row] =
        positive + policies + negative
        + [
            Row("refused zone", "www.example.org", .a),
            Row("refused zone, EDNS", "www.example.org", .a).with { $0.opt = OPTRecord() },
            Row("refused class", "www.example.com", .a).with { $0.qclass = .any },
            Row("refused transfer", "example.com", .axfr).with { $0.usesTCP = true },
            Row("meta type", "example.com", .mailb),
            Row("NOTIFY", "example.com", .soa).with { $0.opcode = .notify },
            Row("EDNS version 1", "example.com", .soa).with { $0.opt = OPTRecord(version: 1) },
            Row("identity", "id.server", .txt).with { $0.qclass = .ch },
            Row("no identity", "authors.bind", .txt).with { $0.qclass = .ch },
            Row("client cookie", "plain.example.com", .a).option(.cookie, cookie),
            Row("strange server cookie", "plain.example.com", .a)
                .option(.cookie, cookie + cookie + cookie),
            Row("NSID", "plain.example.com", .a).option(.nsid),
            Row("keepalive", "plain.example.com", .a).option(.tcpKeepalive).with {
                $0.usesTCP = true
            },
            Row("unknown option", "plain.example.com", .a)
                .option(EDNSOptionCode(rawValue: 4711), [1]),
        ]

    private static let positive: [Row] = [
        Row("geo, no EDNS", "www.example.com", .a),
        Row("geo, China", "www.example.com", .a).subnet("0.64.0.0/16"),
        Row("geo, elsewhere", "www.example.com", .aaaa).subnet("8.8.8.0/24"),
        Row("geo, IPv6 subnet", "wWw.ExAmPlE.cOm", .a).subnet("2001:db8::/48"),
        Row("geo, mapped subnet", "geo.example.com", .a).subnet("::ffff:8.8.8.0/120"),
        Row("geo, subnet 0", "geo.example.com", .a).subnet("0.0.0.0/0"),
        Row("geo wildcard", "x.routed.example.com", .txt).subnet("0.64.0.0/24"),
        Row("plain", "plain.example.com", .a),
        Row("plain, DO", "plain.example.com", .txt).with {
            $0.opt = OPTRecord(udpPayloadSize: 4096, isDNSSECOK: true)
        },
        Row("apex NS", "example.com", .ns), Row("apex MX", "example.com", .mx),
        Row("SRV", "_sip._udp.example.com", .srv), Row("HTTPS", "svc.example.com", .https),
        Row("ANY", "example.com", .any), Row("alias", "alias.example.com", .a),
        Row("alias to tailored", "tailored.example.com", .a).subnet("8.8.8.0/24"),
        Row("alias away", "away.example.com", .a),
        Row("alias across zones", "across.example.com", .a).subnet("8.8.8.0/24"),
        Row("alias loop", "loop.example.com", .a),
        Row("wildcard", "any.thing.wild.example.com", .a),
        Row("DNAME", "x.moved.example.com", .a),
        Row("DNAME, too long", String(repeating: "x.", count: 40) + "long.example.com", .a),
        Row("referral", "www.sub.example.com", .a), Row("DS at a cut", "sub.example.com", .ds),
        Row("large, UDP", "large.example.com", .txt),
        Row("large, TCP", "large.example.com", .txt).with { $0.usesTCP = true },
    ]

    private static let policies: [Row] = [
        Row("weighted", "weighted.policies.example", .a).subnet("8.8.8.0/24"),
        Row("values", "values.policies.example", .a),
        Row("shared values", "shared.policies.example", .a),
        Row("failover", "failover.policies.example", .a),
        Row("nearest", "near.policies.example", .a).subnet("0.64.0.0/24"),
        Row("block", "block.policies.example", .a).subnet("8.8.8.0/24"),
        Row("block, no match", "block.policies.example", .a).subnet("9.9.9.0/24"),
        Row("wider than a block", "block.policies.example", .a).subnet("0.64.0.0/16"),
        Row("tree", "tree.policies.example", .a).subnet("2001:db8::/48"),
        Row("alias of MX", "mail.policies.example", .mx),
        Row("alias of nothing", "nothing.policies.example", .a),
    ]

    private static let negative: [Row] = [
        Row("NODATA", "plain.example.com", .mx),
        Row("NODATA, routed", "x.routed.example.com", .txt).subnet("8.8.8.0/24"),
        Row("NODATA, empty non-terminal", "deep.tree.example.com", .a),
        Row("NODATA, unknown type", "plain.example.com", RRType(rawValue: 1000)),
        Row("NXDOMAIN", "no.such.name.example.com", .a),
        Row("NXDOMAIN, EDNS", "nosuchname.example.net", .a).subnet("8.8.8.0/24"),
    ]

    /// A status request with nothing but its header, and a cookie refresh without a question.
    private static let headerOnly = [
        Entry(
            name: "header only",
            octets: [0x4d, 0x65, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            usesTCP: false
        ),
        Entry(
            name: "cookie refresh",
            octets: [0x4d, 0x65, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
                + [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 12, 0, 10, 0, 8] + cookie,
            usesTCP: false
        ),
    ]
}
