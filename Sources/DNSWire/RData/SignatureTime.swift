/// When a signature begins or ends to hold: seconds since 1970 modulo 2³² (RFC 4034 §3.1.5).
package struct SignatureTime: Sendable, Hashable, BitwiseCopyable {
    package let seconds: UInt32

    package init(seconds: UInt32) { self.seconds = seconds }

    /// Reads `YYYYMMDDHHmmSS` in UTC, or seconds in up to ten digits (RFC 4034 §3.2); nil for a
    /// date that does not exist or lies outside 1970 to 2106.
    package init?(presentation text: [UInt8]) {
        guard text.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
        if text.count == 14 {
            guard let seconds = Self.seconds(ofDate: text) else { return nil }
            self.seconds = seconds
        } else {
            guard let seconds = UInt32(String(decoding: text, as: UTF8.self)) else { return nil }
            self.seconds = seconds
        }
    }

    private static let secondsPerDay = 86400

    private static func seconds(ofDate digits: [UInt8]) -> UInt32? {
        let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + Int($1 & 0xf) } }
        let year = number(0..<4)
        let month = number(4..<6)
        let day = number(6..<8)
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        guard year >= 1970, (1...12).contains(month),
            (1...daysInMonth(month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days =
            daysBefore(year: year) + (1..<month).reduce(0) { $0 + daysInMonth($1, of: year) }
            + day - 1
        return UInt32(exactly: days * secondsPerDay + hour * 3600 + minute * 60 + second)
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970 to the start of `year`.
    private static func daysBefore(year: Int) -> Int {
        let leapDays = { (year: Int) in year / 4 - year / 100 + year / 400 }
        return (year - 1970) * 365 + leapDays(year - 1) - leapDays(1969)
    }
}

extension SignatureTime: CustomStringConvertible {
    /// `YYYYMMDDHHmmSS`.
    package var description: String {
        var days = Int(seconds) / Self.secondsPerDay
        let time = Int(seconds) % Self.secondsPerDay
        var year = 1970 + days / 366
        while Self.daysBefore(year: year + 1) <= days { year += 1 }
        days -= Self.daysBefore(year: year)
        var month = 1
        while days >= Self.daysInMonth(month, of: year) {
            days -= Self.daysInMonth(month, of: year)
            month += 1
        }
        let pairs = [month, days + 1, time / 3600, time / 60 % 60, time % 60]
        return "\(year)" + pairs.map { ($0 < 10 ? "0" : "") + String($0) }.joined()
    }
}
