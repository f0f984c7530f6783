/// A CIDR collection that was made through the API.
package struct CIDRCollectionEntry: Sendable, Hashable, Codable {
    package let id: ID<CIDRCollectionEntry>
    package let name: String
    package let callerReference: String
    /// 1 at first; each change adds one.
    package var version: Int
    /// CIDR blocks by the names of their locations, in canonical form.
    package var locations: [String: [String]]

    package init(
        id: ID<CIDRCollectionEntry>,
        name: String,
        callerReference: String,
        version: Int = 1,
        locations: [String: [String]] = [:]
    ) {
        self.id = id
        self.name = name
        self.callerReference = callerReference
        self.version = version
        self.locations = locations
    }
}
