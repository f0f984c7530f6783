/// Why a source of location data is refused: which file and line, what stands there, what was
/// expected.
package struct GeoSourceError: Error, Hashable {
    package enum Problem: Error, Hashable {
        case unreadable(FileSystemError)
        /// No line of the file says anything.
        case noEntries
        case notUTF8
        /// A line with too few or too many fields.
        case fields(expected: String)
        case address(String)
        case network(String)
        case country(String)
        case subdivision(String, ofCountry: String)
        /// The last address comes before the first.
        case reversed
        /// The range begins before the former one ends.
        case outOfOrder
        /// Stated once before, on the line given.
        case duplicate(line: Int)
    }

    package let path: String
    /// Counted from 1; 0 for the file as a whole.
    package let line: Int
    package let problem: Problem
}

extension GeoSourceError: CustomStringConvertible {
    package var description: String {
        line == 0 ? "\(path): \(problem)" : "\(path):\(line): \(problem)"
    }
}

extension GeoSourceError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let error): "cannot be read (\(error))"
        case .noEntries: "no line with a location; expected at least one"
        case .notUTF8: "the line is not UTF-8 text"
        case .fields(let expected): "expected \(expected)"
        case .address(let text): "“\(text)” is not an address of this file's family"
        case .network(let text):
            "“\(text)” is not a network; expected one like 192.0.2.0/24 or 2001:db8::/32, "
                + "with no bit set beyond its length"
        case .country(let text):
            "“\(text)” is not a location; expected a country like CN, continent-AS, US-CA or none"
        case .subdivision(let text, let country):
            "“\(text)” is not a subdivision of \(country); expected its ISO 3166-2 code"
        case .reversed: "the range ends before it begins"
        case .outOfOrder:
            "the range begins before the former one ends; expected ascending ranges"
        case .duplicate(let line): "the network stands on line \(line) already"
        }
    }
}
