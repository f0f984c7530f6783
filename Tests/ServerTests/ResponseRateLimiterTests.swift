import Addressing
import Answering
import Server
import Testing

@Suite("Response rate limiting")
struct ResponseRateLimiterTests {
    private static func limiter(
        rate: Int = 10,
        slip: Int = 2,
        workers: Int = 1,
        exempt: [String] = []
    ) -> ResponseRateLimiter {
        var limit = RateLimit()
        limit.repliesPerSecond = rate
        limit.slip = slip
        limit.exempt = exempt.compactMap { IPPrefix($0) }
        return ResponseRateLimiter(limit, workers: workers, seed: 7)
    }

    private static func address(_ text: String) throws -> IPAddress {
        try #require(IPAddress(text))
    }

    /// How many of `count` replies at one moment are sent whole.
    private static func sent(
        _ limiter: inout ResponseRateLimiter,
        _ count: Int,
        _ replyClass: ResponseRateLimiter.ReplyClass = .answer,
        to client: IPAddress,
        at now: UInt32
    ) -> Int {
        (0..<count).count { _ in limiter.judge(replyClass, to: client, at: now) == .send }
    }

    @Test("as many at once as in a second, then as many as time allows")
    func bucket() throws {
        var limiter = Self.limiter()
        let client = try Self.address("192.0.2.1")
        #expect(Self.sent(&limiter, 50, to: client, at: 1000) == 10)
        #expect(Self.sent(&limiter, 50, to: client, at: 1099) == 0)
        #expect(Self.sent(&limiter, 50, to: client, at: 1101) == 1)
        #expect(Self.sent(&limiter, 50, to: client, at: 1601) == 5)
        // What is not used is kept for a second, not for longer.
        #expect(Self.sent(&limiter, 50, to: client, at: 900_000) == 10)
    }

    @Test("whoever stays below the limit is never limited, for however long")
    func steady() throws {
        var limiter = Self.limiter(rate: 10)
        let client = try Self.address("192.0.2.1")
        for number: UInt32 in 0..<10_000 {
            #expect(limiter.judge(.answer, to: client, at: number &* 100) == .send)
        }
    }

    @Test(
        "one of so many replies above the limit goes out truncated",
        arguments: [(0, 0), (1, 60), (2, 30), (3, 20)]
    )
    func slip(_ slip: Int, truncated: Int) throws {
        var limiter = Self.limiter(rate: 5, slip: slip)
        let client = try Self.address("2001:db8::1")
        let verdicts = (0..<65).map { _ in limiter.judge(.negative, to: client, at: 5) }
        #expect(verdicts.prefix(5).allSatisfy { $0 == .send })
        #expect(verdicts.dropFirst(5).count { $0 == .truncate } == truncated)
        #expect(verdicts.dropFirst(5).count { $0 == .drop } == 60 - truncated)
    }

    @Test(
        "clients of one network share a bucket, others do not",
        arguments: [
            ("192.0.2.1", "192.0.2.254", true), ("192.0.2.1", "192.0.3.1", false),
            ("2001:db8:0:ff::1", "2001:db8::1", true),
            ("2001:db8:0:100::1", "2001:db8::1", false), ("0.0.0.1", "::1", false),
        ]
    )
    func networks(_ one: String, _ other: String, areOne: Bool) throws {
        var limiter = Self.limiter()
        #expect(Self.sent(&limiter, 20, to: try Self.address(one), at: 9) == 10)
        let rest = Self.sent(&limiter, 20, to: try Self.address(other), at: 9)
        #expect(rest == (areOne ? 0 : 10))
    }

    @Test("each class of replies has a bucket of its own")
    func classes() throws {
        var limiter = Self.limiter()
        let client = try Self.address("192.0.2.1")
        for replyClass in ResponseRateLimiter.ReplyClass.allCases {
            #expect(Self.sent(&limiter, 20, replyClass, to: client, at: 9) == 10)
        }
    }

    @Test("exempt networks are not limited, and take nothing from others")
    func exempt() throws {
        var limiter = Self.limiter(exempt: ["192.0.2.0/25", "2001:db8::/32"])
        for exempt in ["192.0.2.1", "2001:db8::1"] {
            #expect(Self.sent(&limiter, 100, to: try Self.address(exempt), at: 9) == 100)
        }
        #expect(Self.sent(&limiter, 100, to: try Self.address("192.0.2.128"), at: 9) == 10)
    }

    @Test("a clock that is set back gives nothing, one that jumps no more than a second's worth")
    func clockSteps() throws {
        var limiter = Self.limiter()
        let client = try Self.address("192.0.2.1")
        #expect(Self.sent(&limiter, 50, to: client, at: 100_000) == 10)
        for now: UInt32 in [99_999, 50_000, 0] {
            #expect(Self.sent(&limiter, 50, to: client, at: now) == 0)
        }
        // From there on it counts anew.
        #expect(Self.sent(&limiter, 50, to: client, at: 501) == 5)
        #expect(Self.sent(&limiter, 50, to: client, at: 2_000_000_000) == 10)
        // The milliseconds of 32 bits go round after 49 days.
        #expect(Self.sent(&limiter, 50, to: client, at: 4_000_000_000) == 10)
        #expect(Self.sent(&limiter, 50, to: client, at: 1_000_000_000) == 10)
    }

    @Test("several workers together grant the rate")
    func workers() throws {
        let client = try Self.address("192.0.2.1")
        var sum = 0
        for _ in 0..<4 {
            var limiter = Self.limiter(rate: 100, workers: 4)
            _ = Self.sent(&limiter, 1000, to: client, at: 0)
            sum += Self.sent(&limiter, 1000, to: client, at: 1001)
        }
        #expect((99...101).contains(sum))
    }

    @Test("a flood of forged networks neither frees nor starves the others")
    func flood() throws {
        var limiter = Self.limiter(rate: 200)
        let drained = try Self.address("192.0.2.1")
        #expect(Self.sent(&limiter, 300, to: drained, at: 0) == 200)
        // Many times as many networks as there are buckets.
        for number: UInt32 in 0..<(UInt32(ResponseRateLimiter.bucketCount) * 8) {
            _ = limiter.judge(.answer, to: .ipv4(0x0100_0000 &+ number << 8), at: 1)
        }
        #expect(Self.sent(&limiter, 300, to: drained, at: 2) == 0)
        let fresh = (0..<1000).count { number in
            limiter.judge(.answer, to: .ipv4(0xe000_0000 + UInt32(number) << 8), at: 3) == .send
        }
        #expect(fresh == 1000)
    }

    @Test("a table full of drained buckets gives nobody more than the rate")
    func fullTable() {
        var limiter = Self.limiter(rate: 2, slip: 0)
        let networks = UInt32(ResponseRateLimiter.bucketCount) * 2
        var sent = 0
        for _ in 0..<4 {
            for number in 0..<networks {
                sent += Self.sent(&limiter, 4, to: .ipv4(number << 8), at: 5)
            }
        }
        #expect(sent <= ResponseRateLimiter.bucketCount * 2)
    }
}
