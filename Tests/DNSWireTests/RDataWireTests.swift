import DNSWire
import Testing

@Suite("RDATA octets that are refused")
struct RDataWireTests {
    @Test(
        "are refused in messages too, where nothing is written again to compare",
        arguments: [
            (RRType.nsec, "00 00 01 00", "a bitmap with nothing but zeros"),
            (.nsec, "00 00 02 40 00", "a bitmap with a zero octet at its end"),
            (.nsec, "00 00 00", "an empty window"),
            (.nsec, "00 00 21" + String(repeating: " ff", count: 33), "a window of 33 octets"),
            (.nsec, "00 00 01 40 00 01 20", "a window twice"),
            (.nsec, "00 01 01 40 00 01 20", "windows that descend"),
            (.nsec3, "01 00 0000 00 00", "no hash"),
            (.svcb, "0001 00 0003 0002 01bb 0001 0003 02 6832", "keys that descend"),
            (.svcb, "0001 00 0003 0002 01bb 0003 0002 01bb", "a key twice"),
            (.svcb, "0001 00 0003 0001 bb", "a port of one octet"),
            (
                .svcb, "0001 00 0000 0004 0003 0001 0001 0003 02 6832 0003 0002 01bb",
                "unsorted keys"
            ),
            (.svcb, "0001 00 0001 0003 03 6832", "a protocol that runs out of its value"),
            (.svcb, "0001 00 0001 0004 02 6832 00", "a protocol of no octets"),
            (.svcb, "0001 00 0004 0003 c00002", "an address of three octets"),
            (.svcb, "0001 00 0004 0000", "no address"),
            (.svcb, "0001 00 0005 0004 0003 0000", "a list shorter than it says"),
            (.svcb, "0001 00 0002 0000", "no default protocol, and no other"),
            (.svcb, "0001 00 ffff 0000", "the key that stands for none"),
            (.caa, "00 00 78", "no tag"),
            (.caa, "00 02 69 2d 78", "a tag with a hyphen"),
            (.dnskey, "0100 02 0d 00", "a protocol other than 3"),
            (.ds, "0001 0d 02 00", "a digest too short for SHA-256"),
            (.sshfp, "01 01 00", "a fingerprint too short for SHA-1"),
            (.loc, "01 12 16 13 80000000 80000000 00989680", "a version other than 0"),
            (.loc, "00 a2 16 13 80000000 80000000 00989680", "a digit over 9"),
            (.loc, "00 1a 16 13 80000000 80000000 00989680", "an exponent over 9"),
            (.loc, "00 12 16 13 93500001 80000000 00989680", "a latitude beyond the pole"),
            (.uri, "0001 0002", "no URI"),
            (.hinfo, "01 61", "one string of two"),
            (.txt, "03 6161", "a string that runs out of its data"),
            (.a, "c0000201 00", "an octet too many"),
        ]
    )
    func refused(_ type: RRType, _ hexadecimal: String, _ why: String) throws {
        let octets = try Fixture.octets(hexadecimal.filter { $0 != " " })
        #expect(throws: WireError.self, "\(type): \(why)") {
            // More octets follow, as in a message.
            var reader = WireReader((octets + [0, 0, 0, 0]).span)
            _ = try RecordData(type: type, from: &reader, length: octets.count)
        }
    }
}
