import Addressing
import Testing

@Suite("RangeMap")
struct RangeMapTests {
    @Test("neighbours with equal values are merged")
    func merging() {
        var map = RangeMap<UInt32, String>(everywhere: "a")
        map.append("b", from: 10)
        map.append("b", from: 20)
        map.append("a", from: 30)
        #expect(map.starts == [0, 10, 30])
        #expect([0, 9, 10, 29, 30, .max].map { map[$0] } == ["a", "a", "b", "b", "a", "a"])
    }

    @Test("an overlay wins where it has a value")
    func overlay() {
        var base = RangeMap<UInt8, Int>(everywhere: 1)
        base.append(2, from: 100)
        var overlay = RangeMap<UInt8, Int?>(everywhere: nil)
        overlay.append(7, from: 90)
        overlay.append(nil, from: 110)
        overlay.append(2, from: 255)
        let merged = base.overlaid(by: overlay)
        for address in UInt8.min...UInt8.max {
            #expect(merged[address] == overlay[address] ?? base[address])
        }
        #expect(merged.starts == [0, 90, 110])
    }

    @Test("the widest prefix stays inside the range, and one bit wider would not")
    func widestPrefix() {
        for lower in stride(from: UInt8(0), through: 250, by: 7) {
            for upper in stride(from: lower, through: 255, by: 11) {
                for address in [lower, lower + (upper - lower) / 2, upper] {
                    let length = widestPrefixLength(around: address, within: lower...upper)
                    let host = UInt8.hostMask(length)
                    #expect(address & ~host >= lower && address | host <= upper)
                    guard length > 0 else { continue }
                    let wider = UInt8.hostMask(length - 1)
                    #expect(address & ~wider < lower || address | wider > upper)
                }
            }
        }
    }
}
