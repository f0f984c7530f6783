internal import Addressing

/// A server cookie in the interoperable form (RFC 9018 §4): version 1, three reserved octets, a
/// timestamp, and SipHash-2-4 over the client cookie, those, and the client's address.
struct ServerCookie: BitwiseCopyable, Sendable {
    /// Octets of the form (RFC 9018 §4).
    static let length = 16

    /// Version, reserved octets and timestamp as they stand in the message, big-endian.
    let header: UInt64
    /// The hash as it stands in the message, big-endian.
    let hash: UInt64

    private static let version: UInt64 = 1
    /// RFC 9018 §4.3: how old, and how far ahead of our clock, an accepted cookie may be, and from
    /// which age on the reply carries a fresh one; in seconds.
    private static let maximumAge: Int32 = 3600
    private static let maximumLead: Int32 = 300
    private static let renewalAge: Int32 = 1800

    /// A fresh cookie for the client with this cookie and address.
    init(for client: UInt64, at address: IPAddress, now: UInt32, key: SipHash.Key) {
        self.init(for: client, at: address, header: Self.version << 56 | UInt64(now), key: key)
    }

    private init(for client: UInt64, at address: IPAddress, header: UInt64, key: SipHash.Key) {
        self.header = header
        var sip = SipHash(key: key)
        sip.combine(client.byteSwapped)
        sip.combine(header.byteSwapped)
        switch address {
        case .ipv4(let bits):
            hash = sip.finish(tail: UInt64(bits.byteSwapped), count: 4).byteSwapped
        case .ipv6(let bits):
            sip.combine(UInt64(truncatingIfNeeded: bits >> 64).byteSwapped)
            sip.combine(UInt64(truncatingIfNeeded: bits).byteSwapped)
            hash = sip.finish(tail: 0, count: 0).byteSwapped
        }
    }

    /// The cookie that `message` holds at `start`.
    init(_ message: Span<UInt8>, at start: Int) {
        header = message.number(at: start)
        hash = message.number(at: start + 8)
    }

    /// Seconds since the cookie was made, in serial number arithmetic (RFC 9018 §4.3).
    private func age(_ now: UInt32) -> Int32 {
        Int32(bitPattern: now &- UInt32(truncatingIfNeeded: header))
    }

    /// True if we made this cookie for this client, within the time it is good for.
    func isValid(for client: UInt64, at address: IPAddress, now: UInt32, key: SipHash.Key) -> Bool {
        guard header >> 56 == Self.version, age(now) <= Self.maximumAge,
            age(now) >= -Self.maximumLead
        else { return false }
        let expected = ServerCookie(for: client, at: address, header: header, key: key)
        return expected.hash == hash
    }

    func isDueForRenewal(now: UInt32) -> Bool { age(now) >= Self.renewalAge }
}
