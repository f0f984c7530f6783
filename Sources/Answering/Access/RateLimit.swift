package import Addressing

/// How many replies over UDP a network of clients gets (response rate limiting): a server that sends
/// more to an address that somebody forged takes part in an attack on it.
package struct RateLimit: Sendable, Hashable {
    /// Replies of one class to one network, in the long run; at once as many as in a second. Well
    /// above what resolvers behind one network ask for, well below what fills a line.
    package var repliesPerSecond = 200
    /// One of so many replies above the limit goes out truncated, so that clients who are really
    /// there can turn to TCP; 0: none does.
    package var slip = 2
    /// Clients with so many leading bits in common are one network.
    package var ipv4PrefixLength = 24
    package var ipv6PrefixLength = 56
    /// Networks without a limit.
    package var exempt: [IPPrefix] = []

    package init() {}
}
