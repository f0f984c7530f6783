/// What a ChangeCidrCollection request makes of the locations of a collection.
struct CIDRCollectionChange {
    private(set) var locations: [String: Set<String>]
    private var homes: [String: String] = [:]

    private static let mostBlocksPerRequest = 1000
    private static let mostBlocks = 1000

    init(of entry: CIDRCollectionEntry) {
        locations = entry.locations.mapValues { Set($0) }
        for (location, blocks) in entry.locations {
            for block in blocks { homes[block] = location }
        }
    }

    private enum Action: String, CaseIterable {
        case put = "PUT"
        case deleteIfExists = "DELETE_IF_EXISTS"
    }

    private struct Step {
        let action: Action
        let location: String
        /// In canonical form.
        let blocks: [String]
    }

    /// A block moves from one location to another in one request, whatever comes first in it: all
    /// deletions are made before all additions.
    mutating func make(_ changes: [CIDRChangeElement]) throws(AccountError) {
        guard !changes.isEmpty else {
            throw .incomplete("Changes")
        }
        let steps = try changes.map(Self.step)
        let count = steps.reduce(0) { $0 + $1.blocks.count }
        guard count <= Self.mostBlocksPerRequest else {
            throw AccountError(
                .invalidInput,
                "Found \(count) CIDR blocks, expected at most \(Self.mostBlocksPerRequest) in a"
                    + " request"
            )
        }
        for step in steps where step.action == .deleteIfExists { delete(step) }
        for step in steps where step.action == .put { try add(step) }
        guard homes.count <= Self.mostBlocks else {
            throw AccountError(
                .limitsExceeded,
                "A CIDR collection can have at most \(Self.mostBlocks) CIDR blocks;"
                    + " there would be \(homes.count)"
            )
        }
    }

    private static func step(_ change: CIDRChangeElement) throws(AccountError) -> Step {
        guard let action = Action(rawValue: change.action) else {
            throw .notInEnumeration(change.action, Action.allCases.map(\.rawValue))
        }
        guard !change.blocks.items.isEmpty else {
            throw .incomplete("CidrList")
        }
        let blocks = try change.blocks.items.map { text throws(AccountError) in
            "\(try CIDRCollectionEntry.block(text))"
        }
        return Step(action: action, location: change.locationName, blocks: blocks)
    }

    private mutating func delete(_ step: Step) {
        for block in step.blocks where homes[block] == step.location {
            homes[block] = nil
            locations[step.location]?.remove(block)
        }
        if locations[step.location]?.isEmpty == true { locations[step.location] = nil }
    }

    private mutating func add(_ step: Step) throws(AccountError) {
        for block in step.blocks {
            if let home = homes[block], home != step.location {
                throw AccountError(
                    .cidrBlockInUse,
                    "The CIDR block \(block) is already in use in the location '\(home)'"
                )
            }
            homes[block] = step.location
            locations[step.location, default: []].insert(block)
        }
    }
}
