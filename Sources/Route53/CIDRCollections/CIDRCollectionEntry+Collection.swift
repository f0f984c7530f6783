internal import Addressing
package import Routing

extension CIDRCollectionEntry {
    /// The collection as Routing takes it, whose rules on locations and blocks count.
    ///
    /// - Throws: `InvalidInput`, of the first block or location that breaks one.
    package func collection() throws(AccountError) -> CIDRCollection {
        var collection = CIDRCollection()
        for (location, blocks) in locations.sorted(by: { $0.key < $1.key }) {
            for block in blocks {
                let prefix = try Self.block(block)
                do {
                    try collection.add(prefix, to: location)
                } catch {
                    throw AccountError(
                        .invalidInput,
                        "Found \(error.found), expected \(error.expected)"
                    )
                }
            }
        }
        return collection
    }

    /// A collection of the configuration, as the API lists it.
    package init(id: String, _ collection: CIDRCollection) {
        self.init(
            id: ID(id),
            name: id,
            callerReference: id,
            locations: collection.locations.mapValues { $0.map(\.description).sorted() }
        )
    }

    /// - Throws: `InvalidInput`.
    static func block(_ text: String) throws(AccountError) -> IPPrefix {
        guard text.contains("/"), let block = IPPrefix(text) else {
            throw AccountError(
                .invalidInput,
                "Found the CIDR block '\(text)', expected a network such as 192.0.2.0/24"
            )
        }
        return block
    }
}
