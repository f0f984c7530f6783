/// A function from every address of one family to a value, as sorted ranges: each runs from its
/// start to the address before the next start. Neighbours with equal values are always merged.
///
/// Inlinable as a whole: used over hundreds of thousands of ranges from other modules, it must be
/// specialised there; unspecialised it is some fifty times slower.
@usableFromInline
package struct RangeMap<Bits, Value>: Sendable
where
    Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable,
    Value: Equatable & Sendable
{
    /// First address of each range, ascending; the first one is 0.
    @usableFromInline package internal(set) var starts: [Bits]
    /// The value of each range, beside `starts`.
    @usableFromInline package internal(set) var values: [Value]

    /// The map that gives `value` everywhere.
    @inlinable package init(everywhere value: Value) {
        starts = [0]
        values = [value]
    }

    @inlinable package var count: Int { starts.count }

    /// Makes room for so many ranges: growing would copy them, and leave the copies' room behind.
    @inlinable package mutating func reserveCapacity(_ ranges: Int) {
        starts.reserveCapacity(ranges)
        values.reserveCapacity(ranges)
    }

    /// Lets `value` hold from `start` on. Calls come in ascending order of `start`; a second call
    /// with the same start replaces the first.
    @inlinable package mutating func append(_ value: Value, from start: Bits) {
        precondition(start >= starts[starts.count - 1], "ranges are appended in ascending order")
        if start == starts[starts.count - 1] {
            starts.removeLast()
            values.removeLast()
        }
        if let last = values.last, last == value { return }
        starts.append(start)
        values.append(value)
    }

    /// Index of the range that holds `address`.
    @inlinable package func index(of address: Bits) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= address { low = middle } else { high = middle }
        }
        return low
    }

    /// The first and the last address of the range at `index`.
    @inlinable package func bounds(at index: Int) -> ClosedRange<Bits> {
        starts[index]...(index + 1 < starts.count ? starts[index + 1] - 1 : .max)
    }

    @inlinable package subscript(address: Bits) -> Value { values[index(of: address)] }

    /// The map whose values are `transform` of these, merged where they became equal.
    @inlinable package func mapValues<Other>(_ transform: (Value) -> Other) -> RangeMap<Bits, Other>
    {
        var mapped = RangeMap<Bits, Other>(everywhere: transform(values[0]))
        for index in starts.indices.dropFirst() {
            mapped.append(transform(values[index]), from: starts[index])
        }
        return mapped
    }

    /// This map, but `overlay` wherever that has a value.
    package func overlaid(by overlay: RangeMap<Bits, Value?>) -> RangeMap<Bits, Value> {
        var result = RangeMap(everywhere: overlay.values[0] ?? values[0])
        result.reserveCapacity(count + overlay.count)
        for index in overlay.starts.indices {
            let bounds = overlay.bounds(at: index)
            if let value = overlay.values[index] {
                result.append(value, from: bounds.lowerBound)
            } else {
                result.append(contentsOf: self, within: bounds)
            }
        }
        return result
    }

    /// Lets the values of `other` hold within `bounds`. Its ranges are copied as they are: they
    /// were merged when `other` was made.
    private mutating func append(contentsOf other: RangeMap, within bounds: ClosedRange<Bits>) {
        let first = other.index(of: bounds.lowerBound)
        append(other.values[first], from: bounds.lowerBound)
        let following = (first + 1)..<(other.index(of: bounds.upperBound) + 1)
        starts += other.starts[following]
        values += other.values[following]
    }
}

/// The longest prefix a decision needs: the widest network around an address that lies wholly
/// inside a range. RFC 7871 §7.2.1 calls its length the SCOPE.
///
/// A network around `address` leaves an outside neighbour out exactly when it is longer than the
/// bits the two have in common; leaving out both neighbours is staying inside the range.
///
/// - Returns: the prefix length, 0 (everything) to the bit width.
@inlinable
package func widestPrefixLength<Bits: FixedWidthInteger & UnsignedInteger>(
    around address: Bits,
    within range: ClosedRange<Bits>
) -> Int {
    var length = 0
    if range.lowerBound != 0 {
        length = (address ^ (range.lowerBound &- 1)).leadingZeroBitCount + 1
    }
    if range.upperBound != .max {
        length = max(length, (address ^ (range.upperBound &+ 1)).leadingZeroBitCount + 1)
    }
    return length
}
