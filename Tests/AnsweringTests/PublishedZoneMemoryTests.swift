import Answering
import DNSWire
import TestSupport
import Testing

@Suite("The memory of published zones")
struct PublishedZoneMemoryTests {
    @Test("a name of eight letters with an address takes 50 octets")
    func name() throws {
        // The node 4, the name 9, the RRset 12, its octets 16, and 3 up to a multiple of 4; slots
        // for three names take 6 octets a name more than two names' do.
        let names = 3000
        let difference = try LargeZone.published(names: 2 * names).octetCount
        #expect(difference - (try LargeZone.published(names: names).octetCount) == 50 * names)
    }

    @Test("a search passes by about one hash slot")
    func slots() throws {
        // Linear probing at a load of two thirds: 1 on average, if hashes are as good as random.
        let distance = try LargeZone.published(names: 3000).meanSlotDistance
        #expect(distance > 0.7 && distance < 1.3)
    }

    @Test("a zone with what every zone has takes less than 350 octets")
    func smallZone() throws {
        #expect(try LargeZone.published(names: 1).octetCount < 350)
    }
}
