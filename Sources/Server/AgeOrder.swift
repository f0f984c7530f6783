/// Numbers, small ones as descriptors are, in the order in which they came. To append and to
/// remove takes the same short time however many there are.
struct AgeOrder {
    private var links: [Link] = []
    private var oldest: Int32?
    private var newest: Int32?

    private struct Link {
        var older: Int32?
        var newer: Int32?
    }

    /// The number must not be in this order.
    mutating func append(_ number: Int) {
        while links.count <= number { links.append(Link()) }
        let number32 = Int32(number)
        links[number] = Link(older: newest)
        if let newest { links[Int(newest)].newer = number32 } else { oldest = number32 }
        newest = number32
    }

    /// The number must be in this order.
    mutating func remove(_ number: Int) {
        let link = links[number]
        if let older = link.older {
            links[Int(older)].newer = link.newer
        } else {
            oldest = link.newer
        }
        if let newer = link.newer {
            links[Int(newer)].older = link.older
        } else {
            newest = link.older
        }
    }

    var first: Int? { oldest.map(Int.init) }

    func first(where isWanted: (Int) -> Bool) -> Int? {
        var candidate = oldest
        while let number = candidate {
            if isWanted(Int(number)) { return Int(number) }
            candidate = links[Int(number)].newer
        }
        return nil
    }
}
