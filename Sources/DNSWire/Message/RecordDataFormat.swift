/// The data of one RR type: its fields in wire order, and their two forms.
///
/// A new RR type is one file in `RData/` with a conforming type, its case in `RecordData`, and
/// its row in the tests.
package protocol RecordDataFormat: Sendable, Hashable {
    /// Where domain names stand in the RDATA. Most types have none.
    static var names: NamePlacement { get }

    /// Reads RDATA that ends at offset `end` of the message; the caller checks that all of it
    /// was read.
    init(from reader: inout WireReader, end: Int) throws(WireError)

    /// Writes the uncompressed wire form.
    func write(to output: inout RDataOutput)

    /// Reads the fields as a master file writes them (RFC 1035 §5.1), and appends their wire form.
    static func transcribe(
        _ fields: inout PresentationFields,
        to wire: inout [UInt8]
    ) throws(PresentationError)

    /// The fields as a master file writes them, names absolute, parted by single spaces.
    var presentation: String { get }
}

extension RecordDataFormat {
    package static var names: NamePlacement { .none }

    /// Appends the uncompressed wire form.
    func append(to wire: inout [UInt8]) {
        var output = RDataOutput()
        write(to: &output)
        wire += output.wire
    }
}

/// Where domain names stand in the RDATA of a type, for those who look at RDATA without taking it
/// apart.
package enum NamePlacement: Sendable, Hashable {
    /// There are none.
    case none
    /// So many, one behind the other, after so many octets.
    case row(after: Int = 0, count: Int = 1, RDataOutput.NameUse = .plain)
    /// Behind fields of any length, or for a use that depends on them: taking the RDATA apart tells.
    case amongFields

    /// What the names are for, unless the fields tell.
    var use: RDataOutput.NameUse {
        if case .row(_, _, let use) = self { use } else { .plain }
    }
}

/// A domain name inside RDATA: what a publisher of the record has to know of it.
package struct EmbeddedName: Sendable, Hashable {
    /// Where it starts in the uncompressed RDATA.
    package let offset: Int
    package let name: DomainName
    /// Whether it may be compressed in a message: the types of RFC 1035 only (RFC 3597 §4).
    package let isCompressible: Bool
    /// Whether addresses of this name belong in the additional section: targets of NS, MX, SRV,
    /// SVCB and HTTPS (RFC 1034 §4.3.2, RFC 2782, RFC 9460 §4.1).
    package let wantsAddresses: Bool
    /// Whether it is the root in place of the record's owner (RFC 9460 §2.5.2).
    package let standsForOwner: Bool
}

/// Collects the uncompressed wire form of RDATA and the names in it.
package struct RDataOutput {
    package private(set) var wire: [UInt8] = []
    package private(set) var names: [EmbeddedName] = []
    private let usualUse: NameUse

    /// - Parameter usualUse: what names are for, unless their use is given.
    package init(usualUse: NameUse = .plain) { self.usualUse = usualUse }

    package mutating func write(_ value: UInt8) { wire.append(value) }

    package mutating func write(_ value: UInt16) {
        wire += [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)]
    }

    package mutating func write(_ value: UInt32) {
        write(UInt16(value >> 16))
        write(UInt16(truncatingIfNeeded: value))
    }

    package mutating func write(_ octets: some Sequence<UInt8>) { wire += octets }

    package mutating func write(_ name: DomainName, _ ownUse: NameUse? = nil) {
        let use = ownUse ?? usualUse
        names.append(
            EmbeddedName(
                offset: wire.count,
                name: name,
                isCompressible: use.contains(.compressible),
                wantsAddresses: use.contains(.addressed),
                standsForOwner: use.contains(.ownerIfRoot) && name.isRoot
            )
        )
        wire += name.wire
    }

    /// What a name in RDATA is for.
    package struct NameUse: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let plain: NameUse = []
        package static let compressible = NameUse(rawValue: 1)
        package static let addressed = NameUse(rawValue: 2)
        package static let ownerIfRoot = NameUse(rawValue: 4)
    }
}
