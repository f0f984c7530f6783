import Addressing
import Answering
import DNSWire
import Testing

/// The reader of options on the answer path beside the plain ones.
@Suite("Options of a query")
struct QueryOptionsTests {
    @Test("a client subnet is read, or is a format error, as the plain reader has it")
    func clientSubnet() {
        var sound = 0
        for family: UInt8 in 0...3 {
            for source: UInt8 in [
                0, 1, 7, 8, 9, 24, 31, 32, 33, 56, 63, 64, 65, 127, 128, 129, 255,
            ] {
                for scope: UInt8 in [0, 1] {
                    for data in Self.data(family, source, scope) {
                        let plain = try? ClientSubnet(data.span, in: .query)
                        let options = Self.options(.clientSubnet, data)
                        #expect(options.clientSubnet?.address == plain?.address, "\(data)")
                        #expect(
                            options.clientSubnet?.sourcePrefixLength == plain?.sourcePrefixLength
                        )
                        #expect(options.isMalformed == (plain == nil), "\(data)")
                        if plain != nil { sound += 1 }
                    }
                }
            }
        }
        #expect(sound > 50)
    }

    @Test("a cookie is read, or is a format error, as the plain reader has it")
    func cookie() {
        for length in 0...50 {
            let data = (0..<length).map(UInt8.init)
            let options = Self.options(.cookie, data)
            let plain = Cookie(data: data)
            #expect(options.isMalformed == (plain == nil), "\(length)")
            #expect(options.cookie?.server.count == plain.map { $0.server?.count ?? 0 })
        }
    }

    /// The option's data with addresses of every length, and every bit of the last octets.
    private static func data(_ family: UInt8, _ source: UInt8, _ scope: UInt8) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        for count in 0...17 {
            for last in [0, 1, 2, 4, 8, 16, 32, 64, 128] as [UInt8] {
                var address = (0..<count).map { UInt8(0x20 + $0) }
                if count > 0 { address[count - 1] = last }
                rows.append([0, family, source, scope] + address)
            }
        }
        return rows
    }

    private static func options(_ code: EDNSOptionCode, _ data: [UInt8]) -> QueryOptions {
        let option = [0, UInt8(code.rawValue), 0, UInt8(data.count)] + data
        return QueryOptions(option.span, in: 0..<option.count)
    }
}
