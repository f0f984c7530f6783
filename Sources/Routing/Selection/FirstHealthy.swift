/// The choice of every policy that has an order of preference (simple, geolocation, latency,
/// failover, IP-based, geoproximity): the first candidate that is healthy. If none is, all count as
/// healthy, and the first is taken.
///
/// - Parameters:
///   - count: the candidates are 0 ..< count, the preferred one first.
///   - isHealthy: whether a candidate may be used.
/// - Returns: the candidate; nil if there is none.
package func firstHealthy(of count: Int, isHealthy: (Int) -> Bool) -> Int? {
    guard count > 0 else { return nil }
    for candidate in 0..<count where isHealthy(candidate) { return candidate }
    return 0
}
