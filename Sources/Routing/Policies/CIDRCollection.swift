package import Addressing

/// A CIDR collection of IP-based routing: named locations, each with its CIDR blocks. A block is in
/// one location; blocks may lie inside others.
package struct CIDRCollection: Sendable, Hashable {
    /// The blocks of each location, in the order in which they were added.
    package private(set) var locations: [String: [IPPrefix]] = [:]
    private var homes: [IPPrefix: String] = [:]

    package init() {}

    package mutating func add(
        _ block: IPPrefix,
        to location: String
    ) throws(CIDRCollectionProblem) {
        guard Self.isLocationName(location) else { throw .badLocation(location) }
        guard Self.lengths(of: block.family).contains(block.length) else { throw .badLength(block) }
        if let home = homes[block] { throw .blockTwice(block, first: home) }
        homes[block] = location
        locations[location, default: []].append(block)
    }

    /// What Route 53 allows: a block for everyone is only to be had as location `*`.
    package static func lengths(of family: AddressFamily) -> ClosedRange<Int> {
        switch family {
        case .ipv4: 1...24
        case .ipv6: 1...48
        }
    }

    /// Whether a collection can have this name, or this CollectionId.
    package static func isName(_ text: String) -> Bool { isName(text, longest: longestName) }

    package static func isLocationName(_ text: String) -> Bool {
        isName(text, longest: longestLocation)
    }

    package static let locationNameForm =
        "1 to \(longestLocation) letters, digits, hyphens and underscores"
    package static let nameForm = "1 to \(longestName) letters, digits, hyphens and underscores"

    private static let longestName = 64
    private static let longestLocation = 16

    private static func isName(_ text: String, longest: Int) -> Bool {
        (1...longest).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || scalar == "-" || scalar == "_")
            }
    }
}

/// Why a CIDR block cannot be added to a collection.
package enum CIDRCollectionProblem: Error, Sendable, Hashable {
    case badLocation(String)
    case badLength(IPPrefix)
    case blockTwice(IPPrefix, first: String)
}

extension CIDRCollectionProblem {
    /// What stood there, and what would have been right: to follow the words "found", "expected".
    package var found: String {
        switch self {
        case .badLocation(let name): "the location '\(name)'"
        case .badLength(let block): "\(block)"
        case .blockTwice(let block, let first): "\(block) again, which is in '\(first)'"
        }
    }

    package var expected: String {
        switch self {
        case .badLocation: CIDRCollection.locationNameForm
        case .badLength(let block):
            "a length of \(CIDRCollection.lengths(of: block.family).lowerBound) to "
                + "\(CIDRCollection.lengths(of: block.family).upperBound)"
        case .blockTwice: "each block once in a collection"
        }
    }
}
