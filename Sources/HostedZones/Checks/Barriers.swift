internal import DNSWire

/// The zone cuts and the DNAME records of a zone. Routed ones are refused anyway.
struct Barriers {
    private let table: RRsetTable
    private let apex: DomainName
    /// By owner; empty if there are none.
    private var cuts: [Bool] = []
    private var redirects: [Bool] = []

    init(of zone: HostedZone) {
        apex = zone.name
        table = zone.plain
        let apexOwner = table.owner(named: apex.wire.span)
        for set in 0..<table.count {
            let entry = table[set]
            if entry.type == .ns, entry.owner != apexOwner { mark(entry.owner, in: &cuts) }
            if entry.type == .dname { mark(entry.owner, in: &redirects) }
        }
    }

    private func mark(_ owner: Int, in barriers: inout [Bool]) {
        if barriers.isEmpty { barriers = Array(repeating: false, count: table.ownerCount) }
        barriers[owner] = true
    }

    var isEmpty: Bool { cuts.isEmpty && redirects.isEmpty }

    /// The highest zone cut at or above `name`: the number of its owner.
    func cut(above name: Span<UInt8>) -> Int? { highest(cuts, above: name) }

    /// The highest name strictly above `name` that has a DNAME record: the number of the owner.
    func redirect(above name: Span<UInt8>) -> Int? {
        name.count > apex.wire.count ? highest(redirects, above: name.parent) : nil
    }

    /// The highest of `name` and the names above it, up to the apex, that is marked.
    private func highest(_ barriers: [Bool], above name: Span<UInt8>) -> Int? {
        guard !barriers.isEmpty else { return nil }
        var highest: Int?
        var start = 0
        while name.count - start >= apex.wire.count {
            if let owner = table.owner(named: name.extracting(start...)), barriers[owner] {
                highest = owner
            }
            start += 1 + Int(name[start])
        }
        return highest
    }
}
