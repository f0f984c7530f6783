internal import Synchronization

/// The number of a health check, by which published zones refer to it.
package struct HealthNumber: Sendable, Hashable {
    package let index: UInt32
}

/// Gives health checks their numbers, on first mention, be it by a zone or by the checker.
///
/// A number is never given to another check, so that a zone that was published before a check
/// came, went or came back need not be published anew.
package final class HealthNumbering: Sendable {
    private let numbers = Mutex<[HealthCheckID: HealthNumber]>([:])

    package init() {}

    package func number(of id: HealthCheckID) -> HealthNumber {
        numbers.withLock { numbers in
            if let known = numbers[id] { return known }
            let number = HealthNumber(index: UInt32(numbers.count))
            numbers[id] = number
            return number
        }
    }

    /// Nil if it was never mentioned; asking does not mention it.
    func knownNumber(of id: HealthCheckID) -> HealthNumber? {
        numbers.withLock { $0[id] }
    }
}

/// Who is healthy at one moment: a bit per check, for the data plane.
package struct HealthBoard: Sendable, Hashable {
    /// Bit n % 64 of word n / 64 is set if the check with number n is unhealthy. A check beyond
    /// the end is healthy, and so is one that does not exist.
    package private(set) var unhealthyWords: [UInt64] = []

    package init() {}

    package subscript(number: HealthNumber) -> Health {
        get {
            let (word, bit) = Self.position(of: number)
            guard word < unhealthyWords.count else { return .healthy }
            return unhealthyWords[word] & bit == 0 ? .healthy : .unhealthy
        }
        set {
            let (word, bit) = Self.position(of: number)
            switch newValue {
            case .unhealthy:
                let missing = word + 1 - unhealthyWords.count
                if missing > 0 { unhealthyWords += Array(repeating: 0, count: missing) }
                unhealthyWords[word] |= bit
            case .healthy:
                if word < unhealthyWords.count { unhealthyWords[word] &= ~bit }
            }
        }
    }

    private static func position(of number: HealthNumber) -> (word: Int, bit: UInt64) {
        (Int(number.index / 64), 1 << UInt64(number.index % 64))
    }
}

/// The board after somebody's health changed, and whose.
package struct HealthChange: Sendable, Hashable {
    package let board: HealthBoard
    /// In the order in which they happened.
    package let transitions: [HealthTransition]
}

/// One check that changed, for logs and notifications.
package struct HealthTransition: Sendable, Hashable {
    package let id: HealthCheckID
    package let health: Health
    package let cause: Cause

    package enum Cause: Sendable, Hashable {
        case result(ProbeResult)
        /// Of a calculated check.
        case childHealth
        case force
        case configuration
        /// The check is gone, and with it all that was known.
        case removal
    }
}
