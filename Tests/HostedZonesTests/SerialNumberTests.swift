import HostedZones
import Testing

@Suite("SerialNumber")
struct SerialNumberTests {
    @Test(
        "numbers wrap around as RFC 1982 says",
        arguments: [
            (1, 0, true), (0, 1, false), (7, 7, false), (0, .max, true), (.max, 0, false),
            (0x7fff_ffff, 0, true), (0x8000_0000, 0, false), (0, 0x8000_0000, false),
            (100, 0xffff_ff00, true), (0x8000_0001, 0, false), (0, 0x8000_0001, true),
        ] as [(UInt32, UInt32, Bool)]
    )
    func arithmetic(_ left: UInt32, _ right: UInt32, _ isAhead: Bool) {
        #expect(SerialNumber(left).isAhead(of: SerialNumber(right)) == isAhead)
    }
}
