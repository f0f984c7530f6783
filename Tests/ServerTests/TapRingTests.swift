import Addressing
import Answering
import DNSWire
import Dispatch
import Server
import Synchronization
import Testing

@Suite("A ring between a thread that answers and one that looks")
struct TapRingTests {
    private let state = emptyState()

    private static func head(_ random: UInt64) -> TapRing.Head {
        TapRing.Head(
            peer: .ipv4(0x7f00_0001),
            context: AnswerContext(transport: .udp, now: 0, random: random),
            outcome: Outcome(
                length: 0,
                responseCode: .noError,
                replyClass: .answer,
                cookie: .absent
            )
        )
    }

    private func taken(from ring: TapRing) -> [(UInt64, [UInt8], [UInt8])] {
        var all: [(UInt64, [UInt8], [UInt8])] = []
        ring.take { head, octets, _ in
            all.append((head.context.random, Array(octets.query), Array(octets.reply)))
        }
        return all
    }

    @Test("records of all lengths come out as they went in, however often the memory is reused")
    func order() {
        let ring = TapRing(octets: 4096)
        var number: UInt64 = 0
        for round in 0..<200 {
            var written: [(UInt64, [UInt8], [UInt8])] = []
            for _ in 0...(round % 5) {
                number += 1
                let query = (0..<(round * 7 % 101)).map { UInt8(truncatingIfNeeded: $0 + round) }
                let reply = (0..<(round * 13 % 211)).map { UInt8(truncatingIfNeeded: $0 ^ round) }
                let isKept = ring.write(
                    Self.head(number),
                    state,
                    query: query.span,
                    reply: reply.span
                )
                #expect(isKept)
                written.append((number, query, reply))
            }
            let found = taken(from: ring)
            #expect(found.map(\.0) == written.map(\.0))
            #expect(found.map(\.1) == written.map(\.1))
            #expect(found.map(\.2) == written.map(\.2))
        }
    }

    @Test("what there is no room for is not kept, and what is there stays as it is")
    func full() {
        let ring = TapRing(octets: 1024)
        let octets = [UInt8](repeating: 7, count: 100)
        var kept: [UInt64] = []
        for number: UInt64 in 1...20
        where ring.write(Self.head(number), state, query: octets.span, reply: octets.span) {
            kept.append(number)
        }
        #expect((1...10).contains(kept.count))
        #expect(taken(from: ring).map(\.0) == kept)
        let isKept = ring.write(Self.head(21), state, query: octets.span, reply: octets.span)
        #expect(isKept)
        #expect(taken(from: ring).map(\.0) == [21])
    }

    @Test("a state is kept alive by its records, and no longer", arguments: [true, false])
    func release(isTaken: Bool) {
        weak var observed: ServingState?
        do {
            let ring = TapRing(octets: 1024)
            do {
                let state = emptyState()
                observed = state
                let nothing: [UInt8] = []
                let isKept = ring.write(
                    Self.head(1),
                    state,
                    query: nothing.span,
                    reply: nothing.span
                )
                #expect(isKept)
            }
            #expect(observed != nil)
            if isTaken {
                ring.take { _, _, state in #expect(state === observed) }
                #expect(observed == nil)
            }
        }
        #expect(observed == nil)
    }

    @Test("one thread writes while another takes: nothing is lost, changed or out of order")
    func concurrent() {
        let ring = TapRing(octets: 1 << 14)
        let count: UInt64 = 20_000
        let isSpoiled = Atomic(false)
        DispatchQueue.concurrentPerform(iterations: 2) { side in
            if side == 0 {
                write(count, into: ring, unless: isSpoiled)
            } else {
                let isGood = takesInOrder(count, from: ring)
                isSpoiled.store(!isGood, ordering: .relaxed)
            }
        }
        let isGood = !isSpoiled.load(ordering: .relaxed)
        #expect(isGood)
    }

    private static func octets(of number: UInt64) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 40)
    }

    private func write(
        _ count: UInt64,
        into ring: TapRing,
        unless isSpoiled: borrowing Atomic<Bool>
    ) {
        var number: UInt64 = 0
        while number < count, !isSpoiled.load(ordering: .relaxed) {
            let octets = Self.octets(of: number)
            let head = Self.head(number)
            if ring.write(head, state, query: octets.span, reply: octets.span) { number += 1 }
        }
    }

    private func takesInOrder(_ count: UInt64, from ring: TapRing) -> Bool {
        var (next, isGood) = (0 as UInt64, true)
        while next < count, isGood {
            ring.take { head, octets, _ in
                let expected = Self.octets(of: next)
                isGood =
                    isGood && head.context.random == next
                    && octets.query.elementsEqual(expected) && octets.reply.elementsEqual(expected)
                next += 1
            }
        }
        return isGood
    }
}
