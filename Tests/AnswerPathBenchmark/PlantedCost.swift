/// What a query costs more than it should, to try the checks.
enum PlantedCost: String {
    case none
    case allocation
    case retain
    /// A hundred and some instructions.
    case work
}

/// Spends a planted cost.
struct Spender {
    private let cost: PlantedCost
    private let ballast = [Ballast(), Ballast()]
    private var held = Ballast()

    /// An object whose reference count moves.
    private final class Ballast {
        var value = 0
    }

    init(_ cost: PlantedCost) { self.cost = cost }

    /// Gives a number, so that nothing of it can be left out.
    @inline(never)
    mutating func spend(_ round: Int) -> Int {
        switch cost {
        case .none: return 0
        case .allocation: return [UInt8](repeating: 1, count: 1 + round % 7).count
        case .retain:
            held = ballast[round % 2]
            return held.value
        case .work:
            // The upper bits of products: nothing of them can be foreseen.
            let product = (0..<40).reduce(UInt64(round)) {
                ($0 ^ UInt64($1)) &* 0x9e37_79b9_7f4a_7c15
            }
            return Int(product >> 60)
        }
    }
}
