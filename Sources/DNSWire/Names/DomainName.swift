/// A domain name (RFC 1035 §3.1): labels of 1 to 63 octets, 255 octets at most with the root.
///
/// Keeps the spelling it was made with; compares and hashes without regard to ASCII letter case
/// (RFC 4343). All other octets, 0x00 and `.` included, are ordinary.
@usableFromInline package struct DomainName: Sendable {
    /// Uncompressed wire form with its last octet, the root's zero length.
    package let wire: [UInt8]

    package static let root = DomainName(validated: [0])

    /// Longest wire form, root octet included (RFC 1035 §2.3.4).
    @inlinable package static var maximumLength: Int { 255 }
    /// Longest label in octets (RFC 1035 §2.3.4).
    @inlinable package static var maximumLabelLength: Int { 63 }
    /// Most labels a name can have: 127 of one octet, and the root.
    package static let maximumLabelCount = 127

    /// - Parameter wire: octets that are known to be a valid uncompressed name.
    init(validated wire: [UInt8]) { self.wire = wire }

    /// - Parameter wire: octets that are known to be a valid uncompressed name, as those of an
    ///   `RRsetTable` are.
    package init(copying wire: Span<UInt8>) { self.wire = Array(copying: wire) }

    /// The name of these labels, leftmost first.
    package init(labels: some Sequence<[UInt8]>) throws(NameError) {
        var wire: [UInt8] = []
        for label in labels {
            guard !label.isEmpty else { throw .emptyLabel }
            guard label.count <= Self.maximumLabelLength else {
                throw .labelTooLong(length: label.count)
            }
            wire.append(UInt8(label.count))
            wire += label
        }
        wire.append(0)
        guard wire.count <= Self.maximumLength else { throw .nameTooLong(length: wire.count) }
        self.wire = wire
    }

    /// The labels without the root, leftmost first, in their own spelling.
    package var labels: [[UInt8]] {
        var labels: [[UInt8]] = []
        var position = 0
        while wire[position] != 0 {
            let end = position + 1 + Int(wire[position])
            labels.append(Array(wire[(position + 1)..<end]))
            position = end
        }
        return labels
    }

    /// Number of labels, the root not counted: 0 for the root, 2 for `example.com`.
    package var labelCount: Int {
        var count = 0
        var position = 0
        while wire[position] != 0 {
            position += 1 + Int(wire[position])
            count += 1
        }
        return count
    }

    package var isRoot: Bool { wire.count == 1 }

    /// The name without its leftmost label; nil for the root.
    package var parent: DomainName? {
        isRoot ? nil : DomainName(validated: Array(wire[(1 + Int(wire[0]))...]))
    }

    /// True if the leftmost label is `*` alone (RFC 4592 §2.1.1).
    package var isWildcard: Bool { wire.starts(with: [1, UInt8(ascii: "*")]) }

    /// The wire form in lower case: equal for equal names.
    package var folded: [UInt8] { wire.map(\.asciiLowercased) }

    /// True if this name is `ancestor` or anywhere below it, on whole labels.
    package func isAtOrBelow(_ ancestor: DomainName) -> Bool {
        var name = self
        var excess = labelCount - ancestor.labelCount
        guard excess >= 0 else { return false }
        while excess > 0, let parent = name.parent {
            name = parent
            excess -= 1
        }
        return name == ancestor
    }

    package func isBelow(_ ancestor: DomainName) -> Bool {
        self != ancestor && isAtOrBelow(ancestor)
    }

    /// `label` put in front of this name.
    package func prepending(_ label: [UInt8]) throws(NameError) -> DomainName {
        try DomainName(labels: [label] + labels)
    }

    /// This name with the suffix `old` replaced by `new`: the substitution of DNAME
    /// (RFC 6672 §2.2). `self` must be at or below `old`.
    package func replacing(suffix old: DomainName, with new: DomainName) throws(NameError)
        -> DomainName
    {
        try DomainName(labels: labels.dropLast(old.labelCount) + new.labels)
    }
}

extension DomainName: Hashable {
    @usableFromInline package static func == (left: DomainName, right: DomainName) -> Bool {
        left.wire.count == right.wire.count
            && zip(left.wire, right.wire).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    @usableFromInline package func hash(into hasher: inout Hasher) {
        for octet in wire { hasher.combine(octet.asciiLowercased) }
    }
}

extension UInt8 {
    /// Folds A–Z only (RFC 4343 §3). A length octet is at most 63 and so is never folded.
    var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
