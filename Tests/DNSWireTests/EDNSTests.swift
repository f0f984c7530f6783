import Addressing
import DNSWire
import Testing

@Suite("EDNS options")
struct EDNSTests {
    @Test(
        "a client subnet is read",
        arguments: [
            ([0, 1, 0, 0], "0.0.0.0", 0),
            ([0, 2, 0, 0], "::", 0),
            ([0, 1, 24, 0, 192, 0, 2], "192.0.2.0", 24),
            ([0, 1, 25, 0, 192, 0, 2, 128], "192.0.2.128", 25),
            ([0, 1, 32, 0, 192, 0, 2, 1], "192.0.2.1", 32),
            ([0, 1, 1, 0, 128], "128.0.0.0", 1),
            ([0, 2, 32, 0, 0x20, 1, 0x0d, 0xb8], "2001:db8::", 32),
            (
                [0, 2, 128, 0, 0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
                "2001:db8::1", 128
            ),
        ] as [([UInt8], String, Int)]
    )
    func clientSubnet(_ data: [UInt8], _ address: String, _ source: Int) throws {
        let subnet = try ClientSubnet(data.span, in: .query)
        #expect(subnet.address == IPAddress(address))
        #expect(subnet.sourcePrefixLength == source)
        #expect(subnet.data == data)
        let prefix = try #require(IPPrefix(around: subnet.address, length: source))
        #expect(ClientSubnet(prefix).data == data)
    }

    @Test(
        "a client subnet is a format error (RFC 7871 §6, §7.2.1)",
        arguments: [
            ([], .tooShort),
            ([0, 1, 24], .tooShort),
            ([0, 0, 0, 0], .unknownFamily(0)),
            ([0, 3, 0, 0], .unknownFamily(3)),
            ([1, 1, 0, 0], .unknownFamily(257)),
            ([0, 1, 33, 0, 192, 0, 2, 1, 0], .sourceTooLong(33)),
            ([0, 2, 129, 0], .sourceTooLong(129)),
            ([0, 1, 24, 1, 192, 0, 2], .scopeInQuery(1)),
            ([0, 1, 24, 33, 192, 0, 2], .scopeTooLong(33)),
            ([0, 1, 24, 0, 192, 0], .addressLength(2)),
            ([0, 1, 24, 0, 192, 0, 2, 0], .addressLength(4)),
            ([0, 1, 0, 0, 0], .addressLength(1)),
            ([0, 1, 23, 0, 192, 0, 3], .bitsBeyondSource),
            ([0, 2, 33, 0, 0x20, 1, 0x0d, 0xb8, 0x40], .bitsBeyondSource),
        ] as [([UInt8], ClientSubnet.Problem)]
    )
    func badClientSubnet(_ data: [UInt8], _ problem: ClientSubnet.Problem) {
        #expect(throws: problem) { try ClientSubnet(data.span, in: .query) }
    }

    @Test("a client subnet in a reply has a scope")
    func replyScope() throws {
        let data: [UInt8] = [0, 1, 24, 32, 192, 0, 2]
        let subnet = try ClientSubnet(data.span, in: .reply)
        #expect(subnet.scopePrefixLength == 32)
        #expect(subnet.option == EDNSOption(code: .clientSubnet, data: data))
    }

    @Test("a cookie has 8 or 16 to 40 octets, and no other number")
    func cookie() {
        for length in 0...50 {
            let data = (0..<length).map(UInt8.init)
            let cookie = Cookie(data: data)
            #expect((cookie != nil) == (length == 8 || (16...40).contains(length)), "\(length)")
            if let cookie {
                #expect(cookie.data == data)
                #expect(cookie.client == Array(data.prefix(8)))
                #expect(cookie.server?.count == (length == 8 ? nil : length - 8))
            }
        }
    }

    @Test("an extended error is a code and a text")
    func extendedError() {
        let error = ExtendedError(.notAuthoritative, "not here")
        #expect(error.data == [0, 20] + Array("not here".utf8))
        #expect(ExtendedError(data: error.data) == error)
        #expect(ExtendedError(data: [0, 18]) == ExtendedError(.prohibited))
        #expect(ExtendedError(data: [0]) == nil)
    }

    @Test("the first of repeated options counts")
    func repeatedOption() {
        let opt = OPTRecord(options: [
            EDNSOption(code: .nsid, data: [1]), EDNSOption(code: .cookie),
            EDNSOption(code: .nsid, data: [2]),
        ])
        #expect(opt.data(of: .nsid) == [1])
        #expect(opt.data(of: .cookie) == [])
        #expect(opt.data(of: .padding) == nil)
    }
}
