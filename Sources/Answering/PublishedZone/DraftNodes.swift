internal import DNSWire

/// The names of a zone in the making, by number: first the owners of plain RRsets, numbered as
/// `RRsetTable` does, then the names that own none: owners of routed RRsets, and the names between
/// the owners and the apex.
struct DraftNodes: ~Copyable {
    let plain: RRsetTable
    /// Owners without RRsets: this table only finds names.
    private var others = RRsetTable()
    private var marks: [Marks]
    let apexLength: Int
    private let apexLabelCount: Int
    private(set) var apexNumber = 0
    /// Whether there is anything that takes authority from other names.
    private var hasOccluders = false
    /// The routed RRsets of a node, by their places in the zone's contents.
    private(set) var routed: [Int: [Int]] = [:]

    struct Marks: OptionSet, BitwiseCopyable {
        let rawValue: UInt8

        /// At or below the apex.
        static let inZone = Marks(rawValue: 1)
        static let zoneCut = Marks(rawValue: 2)
        static let dname = Marks(rawValue: 4)
        /// Has a child `*`.
        static let wildcard = Marks(rawValue: 8)
    }

    /// The names of what a zone says, or the part of it that matters; and these, which may own nothing
    /// there.
    init(_ contents: ZoneContents, and names: [DomainName] = []) throws(PublishingError) {
        plain = contents.rrsets
        let apex = contents.apex.wire
        apexLength = apex.count
        apexLabelCount = contents.apex.labelCount
        marks = Array(repeating: [], count: plain.ownerCount)
        apexNumber = try add(apex)
        for owner in 0..<plain.ownerCount { try addOwner(owner, apex) }
        for (index, rrset) in contents.routedRRsets.enumerated()
        where rrset.owner.isAtOrBelow(contents.apex) {
            let number = try add(rrset.owner.wire)
            try addAncestors(of: rrset.owner.wire)
            routed[number, default: []].append(index)
            if rrset.type == .dname { mark(number, .dname) }
        }
        for set in 0..<plain.count { noteOccluder(plain[set]) }
        for name in names {
            _ = try add(name.wire)
            try addAncestors(of: name.wire)
        }
    }

    var count: Int { marks.count }

    func marks(of number: Int) -> Marks { marks[number] }

    @_lifetime(borrow self)
    func name(of number: Int) -> Span<UInt8> {
        number < plain.ownerCount
            ? plain.name(of: number) : others.name(of: number - plain.ownerCount)
    }

    func load(_ number: Int, into queryName: inout QueryName) {
        let name = name(of: number)
        queryName.load(name, at: 0, length: name.count)
    }

    func ownerName(of number: Int) -> DomainName {
        number < plain.ownerCount
            ? plain.ownerName(number) : others.ownerName(number - plain.ownerCount)
    }

    /// True if its leftmost label is `*` alone (RFC 4592 §2.1.1).
    func isWildcard(_ number: Int) -> Bool {
        let name = name(of: number)
        return name[0] == 1 && name[1] == UInt8(ascii: "*")
    }

    /// True if `name` is the name with this number, or below it.
    func isName(_ name: borrowing QueryName, atOrBelow number: Int) -> Bool {
        var start = 0
        let length = self.name(of: number).count
        while name.length - start > length { start += 1 + Int(name.folded[start]) }
        return self.number(of: name.folded.extracting(start..<name.length)) == number
    }

    /// The number of a name of the zone, in any letter case.
    func number(of name: Span<UInt8>) -> Int? {
        let number =
            plain.owner(named: name) ?? others.owner(named: name).map { $0 + plain.ownerCount }
        guard let number, marks[number].contains(.inZone) else { return nil }
        return number
    }

    /// The topmost node that takes authority away from the name with this number: a zone cut, at or
    /// above, or the owner of a DNAME, above only.
    func occluder(of number: Int, _ name: borrowing QueryName) -> Int? {
        guard hasOccluders, number != apexNumber else { return nil }
        if marks[apexNumber].contains(.dname) { return apexNumber }
        for labels in (apexLabelCount + 1)..<max(name.labelCount, apexLabelCount + 1) {
            let start = name.start(ofSuffix: labels)
            let ancestor = name.folded.extracting(start..<name.length)
            if let above = self.number(of: ancestor),
                !marks[above].isDisjoint(with: [.zoneCut, .dname])
            {
                return above
            }
        }
        return marks[number].contains(.zoneCut) ? number : nil
    }

    // MARK: Filling

    private mutating func mark(_ number: Int, _ mark: Marks) {
        marks[number].insert(mark)
        if !mark.isDisjoint(with: [.zoneCut, .dname]) { hasOccluders = true }
    }

    private mutating func noteOccluder(_ entry: RRsetTable.Entry) {
        guard entry.type == .ns || entry.type == .dname, marks[entry.owner].contains(.inZone) else {
            return
        }
        if entry.type == .dname { mark(entry.owner, .dname) }
        if entry.type == .ns, entry.owner != apexNumber { mark(entry.owner, .zoneCut) }
    }

    /// Marks an owner of plain RRsets that is at or below the apex, and adds the names between.
    private mutating func addOwner(_ owner: Int, _ apex: [UInt8]) throws(PublishingError) {
        guard let labels = labelsInFront(of: apex, owner) else { return }
        let isWildcard = isWildcard(owner)
        marks[owner].insert(.inZone)
        if labels > 1 || isWildcard { try addAncestors(of: plain.ownerName(owner).wire) }
    }

    /// How many labels an owner has in front of the apex; nil if it is not at or below it.
    private func labelsInFront(of apex: [UInt8], _ owner: Int) -> Int? {
        let name = plain.name(of: owner)
        let length = name.count - apex.count
        var labels = 0
        var offset = 0
        while offset < length {
            offset += 1 + Int(name[offset])
            labels += 1
        }
        guard offset == length, name.extracting(length...).isFoldedEqual(to: apex.span) else {
            return nil
        }
        return labels
    }

    /// The number of a name in the zone, a new one if it has none.
    private mutating func add(_ name: [UInt8]) throws(PublishingError) -> Int {
        if let owner = plain.owner(named: name.span) {
            marks[owner].insert(.inZone)
            return owner
        }
        let number = plain.ownerCount + (try addOther(name))
        if number == marks.count { marks.append(.inZone) }
        return number
    }

    private mutating func addOther(_ name: [UInt8]) throws(PublishingError) -> Int {
        do {
            return try others.addOwner(name.span)
        } catch {
            throw .zoneTooLarge
        }
    }

    /// Adds the names between a name and the apex. One that is there has its own ancestors, or will.
    private mutating func addAncestors(of name: [UInt8]) throws(PublishingError) {
        var offset = 0
        while name.count - offset > apexLength {
            let isWildcard = name[offset] == 1 && name[offset + 1] == UInt8(ascii: "*")
            offset += 1 + Int(name[offset])
            let parent = Array(name[offset...])
            let known = self.number(of: parent.span)
            let number = if let known { known } else { try add(parent) }
            if isWildcard { mark(number, .wildcard) }
            if known != nil { return }
        }
    }
}
