import Addressing
import Foundation
import GeoIP
import Geography
import Testing

@Suite("The real country database")
struct RealDatabaseTests {
    @Test("what was written is read back, range for range")
    func roundTrip() throws {
        let real = try RealDatabase.built.get()
        let (written, read) = (real.builder.ranges, real.database.ranges)
        #expect(read.ipv4.starts == written.ipv4.starts)
        let locations = { (ranges: LocationRanges) in
            ranges.ipv4.values.map { ranges.locations[Int($0)] }
        }
        #expect(locations(read) == locations(written))
    }
}
