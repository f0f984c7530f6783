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

    @Test("random overlays equal a choice at every address, and are merged")
    func randomOverlays() {
        var state: UInt64 = 1
        let random = { (bound: UInt64) -> Int in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        for _ in 0..<300 {
            var base = RangeMap<UInt8, Int>(everywhere: random(3))
            var overlay = RangeMap<UInt8, Int?>(everywhere: random(2) == 0 ? nil : random(3))
            for address in 1...UInt8.max {
                if random(20) == 0 { base.append(random(3), from: address) }
                if random(20) == 0 {
                    overlay.append(random(2) == 0 ? nil : random(3), from: address)
                }
            }
            let merged = base.overlaid(by: overlay)
            for address in UInt8.min...UInt8.max {
                #expect(merged[address] == overlay[address] ?? base[address])
            }
            #expect(zip(merged.values, merged.values.dropFirst()).allSatisfy { $0 != $1 })
            #expect(zip(merged.starts, merged.starts.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test("values that become equal are merged")
    func mapping() {
        var map = RangeMap<UInt32, Int>(everywhere: 1)
        map.append(3, from: 10)
        map.append(2, from: 20)
        let isOdd = map.mapValues { $0 % 2 == 1 }
        #expect(isOdd.starts == [0, 20] && isOdd.values == [true, false])
        #expect(isOdd.bounds(at: 0) == 0...19 && isOdd.bounds(at: 1) == 20...(.max))
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
