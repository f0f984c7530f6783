internal import DNSWire

/// `AnswerOptions` as the answer path reads them.
struct ReplyOptions: ~Copyable, Sendable {
    private let nsid: FlatArray<UInt8>
    private let identities: IdentityTable
    let view: View

    init(_ options: AnswerOptions) {
        nsid = FlatArray(options.nsid ?? [])
        identities = IdentityTable(options)
        let current = options.cookieSecret.flatMap { SipHash.Key($0) }
        let previous = options.previousCookieSecret.flatMap { SipHash.Key($0) }
        view = View(
            udpSize: options.udpSize,
            optStart: UInt64(RRType.opt.rawValue) << 40
                | UInt64(truncatingIfNeeded: options.udpSize & 0xffff) << 24,
            usesClientSubnet: options.usesClientSubnet,
            cookieKeys: current.map { CookieKeys(current: $0, previous: previous) },
            nsid: nsid.view,
            identities: identities.view
        )
    }

    struct View: BitwiseCopyable, Sendable {
        let udpSize: Int
        /// The first eight octets of our OPT records: the root, TYPE, the size that we take, and zeros
        /// (RFC 6891 §6.1).
        let optStart: UInt64
        let usesClientSubnet: Bool
        let cookieKeys: CookieKeys?
        /// Empty if not configured.
        let nsid: FlatView<UInt8>
        let identities: IdentityTable.View
    }
}
