/// One metric with all its series.
package struct MetricFamily: Sendable, Hashable {
    package let name: String
    package let help: String
    package let kind: Kind
    package private(set) var series: [Series] = []

    package enum Kind: String, Sendable, Hashable {
        case counter, gauge, histogram
    }

    package struct Series: Sendable, Hashable {
        /// What stands behind the family's name: `_bucket`, `_sum` and `_count` of a histogram.
        package var suffix = ""
        package var labels: [Label]
        package var value: Value
    }

    package struct Label: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package enum Value: Sendable, Hashable {
        case integer(UInt64)
        case real(Double)
    }

    package init(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        self.kind = kind
        self.help = help
    }

    /// A metric that is one number.
    package init(_ name: String, _ kind: Kind, _ help: String, _ value: UInt64) {
        self.init(name, kind, help)
        add(value)
    }

    package mutating func add(_ value: UInt64, _ labels: (String, String)...) {
        append("", labels, .integer(value))
    }

    package mutating func add(real value: Double, _ labels: (String, String)...) {
        append("", labels, .real(value))
    }

    /// Adds the series of a histogram: cumulative counts by upper bounds, sum and count.
    ///
    /// - Parameters:
    ///   - counts: one for each bound, and one for what is beyond all of them.
    ///   - bounds: upper bounds, ascending, in the unit of the metric.
    ///   - sum: all values that were counted, together.
    package mutating func add(histogram counts: [UInt64], bounds: [Double], sum: Double) {
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? MetricText.number(bounds[index]) : "+Inf"
            append("_bucket", [("le", bound)], .integer(total))
        }
        append("_sum", [], .real(sum))
        append("_count", [], .integer(total))
    }

    private mutating func append(_ suffix: String, _ labels: [(String, String)], _ value: Value) {
        series.append(
            Series(
                suffix: suffix,
                labels: labels.map { Label(name: $0.0, value: $0.1) },
                value: value
            )
        )
    }
}
