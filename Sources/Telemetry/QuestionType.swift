/// The types of questions that are counted apart, by their numbers in IANA's list.
///
/// A server is asked for what it likes to be asked for: as many counters as there are types would
/// let strangers decide how long the list is.
package enum QuestionType: UInt8, Sendable, CaseIterable {
    case a, ns, cname, soa, ptr, mx, txt, aaaa, srv, naptr, ds, dnskey, svcb, https, axfr, any, caa
    /// All others, and questions that cannot be read.
    case other

    package init(number: UInt16) { self = Self.of[number] ?? .other }

    private static let of: [UInt16: QuestionType] = [
        1: .a, 2: .ns, 5: .cname, 6: .soa, 12: .ptr, 15: .mx, 16: .txt, 28: .aaaa, 33: .srv,
        35: .naptr, 43: .ds, 48: .dnskey, 64: .svcb, 65: .https, 252: .axfr, 255: .any, 257: .caa,
    ]

    /// As master files write it; `other` for all others.
    package var name: String { self == .other ? "other" : "\(self)".uppercased() }
}
