import Foundation

/// Pearson's test: could counts like these have come from those shares?
package struct ChiSquare {
    package let statistic: Double
    package let degreesOfFreedom: Int

    package init(statistic: Double, degreesOfFreedom: Int) {
        self.statistic = statistic
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// - Parameters:
    ///   - counts: how often each outcome was seen.
    ///   - shares: how often it should be, relative to the others; none is 0.
    package init(counts: [Int], shares: [Double]) {
        let total = Double(counts.reduce(0, +))
        let whole = shares.reduce(0, +)
        statistic = zip(counts, shares).reduce(0) { sum, outcome in
            let expected = total * outcome.1 / whole
            let difference = Double(outcome.0) - expected
            return sum + difference * difference / expected
        }
        degreesOfFreedom = counts.count - 1
    }

    /// The probability of a statistic at least as large, if the shares are right: the upper
    /// regularised gamma function Q(k/2, x/2).
    package var probability: Double {
        let (a, x) = (Double(degreesOfFreedom) / 2, statistic / 2)
        guard x > 0 else { return 1 }
        let scale = exp(a * log(x) - x - lgamma(a))
        if x < a + 1 {
            // P as a power series (Abramowitz and Stegun 6.5.29).
            var term = 1 / a
            var sum = term
            for n in 1..<1000 {
                term *= x / (a + Double(n))
                sum += term
            }
            return 1 - scale * sum
        }
        // Q as a continued fraction (6.5.31), evaluated from its far end.
        var fraction = 0.0
        for n in stride(from: 1000, to: 0, by: -1) {
            let n = Double(n)
            fraction = n * (n - a) / (x + 2 * n + 1 - a - fraction)
        }
        return scale / (x + 1 - a - fraction)
    }
}
