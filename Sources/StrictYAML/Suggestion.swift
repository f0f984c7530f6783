/// Guesses what a mistyped word was to be.
package enum Suggestion {
    /// The candidate that takes the fewest edits, if that is at most a third of its letters
    /// (but always one).
    package static func closest(to word: String, in candidates: [String]) -> String? {
        let near = candidates.map { ($0, distance(word.lowercased(), $0.lowercased())) }
            .filter { $0.1 <= max(1, $0.0.count / 3) }
        return near.min { $0.1 < $1.1 }?.0
    }

    /// Letters to insert, delete, replace or swap with their neighbour to turn one word into
    /// the other (optimal string alignment).
    private static func distance(_ from: String, _ to: String) -> Int {
        let (source, target) = (Array(from.utf8.prefix(64)), Array(to.utf8.prefix(64)))
        var beforeLast = [Int](repeating: 0, count: target.count + 1)
        var last = Array(0...target.count)
        for row in 1..<(source.count + 1) {
            var current = [row] + [Int](repeating: 0, count: target.count)
            for column in 1..<(target.count + 1) {
                let replace = last[column - 1] + (source[row - 1] == target[column - 1] ? 0 : 1)
                current[column] = min(last[column] + 1, current[column - 1] + 1, replace)
                if row > 1, column > 1, source[row - 1] == target[column - 2],
                    source[row - 2] == target[column - 1]
                {
                    current[column] = min(current[column], beforeLast[column - 2] + 1)
                }
            }
            (beforeLast, last) = (last, current)
        }
        return last[target.count]
    }
}
