/// What a record of a MaxMind DB's search tree leads to.
package enum MMDBRecord: Sendable, Hashable {
    case node(UInt32)
    /// Nothing is known of this network.
    case empty
    /// The offset of the network's value in the data section.
    case data(UInt32)

    var dataOffset: UInt32? {
        if case .data(let offset) = self { offset } else { nil }
    }
}
