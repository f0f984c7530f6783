package import Addressing
package import Answering

/// Response rate limiting of one worker: a token bucket for each network of clients and class of
/// replies, in a table of fixed size that nobody else touches.
///
/// A network has its bucket in one of four places, which lie in one cache line. If all four are
/// others' it takes over the fullest, with what is in it: most often all, as the others have been
/// idle; and if a flood has drained all four, no reply is gained by it.
package struct ResponseRateLimiter: ~Copyable {
    /// Buckets of a worker: 1 MiB, for 16,384 networks that get replies of every class.
    package static let bucketCount = 1 << 16
    private static let places = 4

    private let limit: RateLimit
    private let exempt: NetworkSet?
    private let pace: Pace
    /// Nobody outside can tell who shares a place with whom.
    private let secrets: (UInt64, UInt64, UInt64)
    private var buckets: [Bucket]

    private struct Bucket {
        /// Whose it is; 0: nobody's.
        var tag: UInt32 = 0
        /// Tokens: replies that may still be sent.
        var level: Float
        /// When that was its level, in milliseconds.
        var moment: UInt32 = 0
        /// Replies that were not sent since it is theirs.
        var withheld: UInt32 = 0
    }

    private struct Pace {
        /// Tokens that a millisecond adds.
        let refill: Float
        let capacity: Float

        /// A clock that was set back adds nothing.
        func level(of bucket: Bucket, at now: UInt32) -> Float {
            let elapsed = Int32(bitPattern: now &- bucket.moment)
            guard elapsed > 0 else { return bucket.level }
            return min(capacity, bucket.level + Float(elapsed) * refill)
        }
    }

    /// The kernel spreads a network's clients among the workers by their ports: each worker grants
    /// its share of what comes in the long run.
    package init(_ limit: RateLimit, workers: Int, seed: UInt64) {
        self.limit = limit
        exempt = limit.exempt.isEmpty ? nil : NetworkSet(limit.exempt)
        let capacity = Float(max(limit.repliesPerSecond, 1))
        pace = Pace(refill: capacity / 1000 / Float(max(workers, 1)), capacity: capacity)
        var random = SplitMix64(seed: seed)
        secrets = (random.next(), random.next(), random.next())
        buckets = Array(repeating: Bucket(level: capacity), count: Self.bucketCount)
    }

    /// What becomes of a reply.
    package enum Verdict: Sendable {
        case send
        /// To be sent without what was asked for.
        case truncate
        case drop
    }

    /// Replies that are limited together.
    package enum ReplyClass: UInt64, Sendable, CaseIterable {
        case answer
        case negative
        case error
        case referral
    }

    /// Judges a reply to `client`, at a time in milliseconds that may begin anywhere.
    package mutating func judge(
        _ replyClass: ReplyClass,
        to client: IPAddress,
        at now: UInt32
    ) -> Verdict {
        if let exempt, exempt.contains(client) { return .send }
        let hash = hash(of: client, replyClass)
        let tag = UInt32(truncatingIfNeeded: hash) | 1
        let sets = UInt64(Self.bucketCount / Self.places)
        let first = Int(truncatingIfNeeded: hash >> 32 & (sets - 1)) * Self.places
        let (pace, slip) = (pace, UInt32(limit.slip))
        var table = buckets.mutableSpan
        var place = first
        var fullest: Float = -1
        for candidate in first..<(first + Self.places) {
            if table[candidate].tag == tag {
                place = candidate
                break
            }
            let level = pace.level(of: table[candidate], at: now)
            if level > fullest {
                (place, fullest) = (candidate, level)
            }
        }
        var bucket = table[place]
        bucket.level = pace.level(of: bucket, at: now)
        bucket.moment = now
        if bucket.tag != tag {
            bucket.tag = tag
            bucket.withheld = 0
        }
        defer { table[place] = bucket }
        guard bucket.level < 1 else {
            bucket.level -= 1
            return .send
        }
        bucket.withheld &+= 1
        return slip > 0 && bucket.withheld % slip == 0 ? .truncate : .drop
    }

    /// Two multiplications to 128 bits, each folded: fast, and nobody who does not know the secrets
    /// finds two networks with the same hash.
    private func hash(of client: IPAddress, _ replyClass: ReplyClass) -> UInt64 {
        let network: UInt64
        let kind: UInt64
        switch client {
        case .ipv4(let bits):
            network = UInt64(bits & ~UInt32.hostMask(limit.ipv4PrefixLength))
            kind = replyClass.rawValue << 1
        case .ipv6(let bits):
            let upper = UInt64(truncatingIfNeeded: bits >> 64)
            network = upper & ~UInt64.hostMask(limit.ipv6PrefixLength)
            kind = replyClass.rawValue << 1 | 1
        }
        let once = Self.fold(network ^ secrets.0, kind ^ secrets.1)
        return Self.fold(once ^ secrets.2, secrets.1)
    }

    private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let (high, low) = one.multipliedFullWidth(by: other)
        return high ^ low
    }
}

extension ResponseRateLimiter.ReplyClass {
    /// Nil if there is no reply.
    init?(_ replyClass: Outcome.ReplyClass) {
        switch replyClass {
        case .dropped: return nil
        case .answer, .truncated: self = .answer
        case .noData, .nameError: self = .negative
        case .error: self = .error
        case .referral: self = .referral
        }
    }
}
