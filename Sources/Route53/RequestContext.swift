/// What an operation knows of the world besides the account: the time, and randomness for the names
/// that it gives.
package struct RequestContext: Sendable {
    package let now: Timestamp
    /// So many octets that nobody can guess.
    package let randomOctets: @Sendable (_ count: Int) -> [UInt8]

    package init(now: Timestamp, randomOctets: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.now = now
        self.randomOctets = randomOctets
    }
}

extension RequestContext {
    /// A name such as Route 53 gives hosted zones (`Z`), changes (`C`) and delegation sets (`N`): the
    /// letter and 20 capital letters and digits.
    package func makeID<Resource>(_ letter: Character, of _: Resource.Type) -> ID<Resource> {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        // 256 is no multiple of 36: a few of the characters come up a little more often, which harms
        // nobody.
        return ID(String([letter] + randomOctets(20).map { alphabet[Int($0) % alphabet.count] }))
    }

    /// A random UUID (RFC 9562 §5.4).
    package func makeUUID() -> String {
        var octets = randomOctets(16)
        octets[6] = octets[6] & 0x0f | 0x40
        octets[8] = octets[8] & 0x3f | 0x80
        let digits = octets.map { octet in
            let text = String(octet, radix: 16)
            return text.count < 2 ? "0" + text : text
        }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
            .joined(separator: "-")
    }
}

/// An operation that may change the account. It throws before its first edit or not at all.
package typealias Changing<Result> =
    @Sendable (inout Account, RequestContext)
    throws(AccountError) -> Result

/// An operation that only looks.
package typealias Reading<Result> =
    @Sendable (Account, RequestContext)
    throws(AccountError) -> Result
