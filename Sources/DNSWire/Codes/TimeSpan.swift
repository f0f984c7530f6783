/// A time in seconds as RDATA holds it: 32 bits, such as the intervals of SOA (RFC 1035 §3.3.13).
package struct TimeSpan: Sendable, Hashable, BitwiseCopyable {
    package let seconds: UInt32

    package init(seconds: UInt32) { self.seconds = seconds }

    /// Reads seconds (`3600`) or numbers with units (`1h`, `1w2d`, `1H30M`); each of w, d, h, m
    /// and s stands for itself in either case. Nil if the text is something else or too large.
    package init?(presentation text: Span<UInt8>) {
        var total: UInt64 = 0
        var number: UInt64?
        var hasUnits = false
        for index in text.indices {
            let character = text[index]
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) {
                number = (number ?? 0) * 10 + UInt64(character & 0xf)
            } else {
                guard let counted = number, let unit = Self.seconds(inUnit: character) else {
                    return nil
                }
                total += counted * unit
                number = nil
                hasUnits = true
            }
            guard total <= UInt32.max, number ?? 0 <= UInt32.max else { return nil }
        }
        // A bare number behind one with a unit (`1h30`) could mean anything.
        guard hasUnits != (number != nil) else { return nil }
        seconds = UInt32(total + (number ?? 0))
    }

    private static func seconds(inUnit letter: UInt8) -> UInt64? {
        switch letter.asciiLowercased {
        case UInt8(ascii: "s"): 1
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "h"): 3600
        case UInt8(ascii: "d"): 86400
        case UInt8(ascii: "w"): 604_800
        default: nil
        }
    }
}

extension TimeSpan: CustomStringConvertible {
    package var description: String { String(seconds) }
}
