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
            usesClientSubnet: options.usesClientSubnet,
            cookieKeys: current.map { CookieKeys(current: $0, previous: previous) },
            nsid: nsid.view,
            identities: identities.view
        )
    }

    struct View: BitwiseCopyable, Sendable {
        let udpSize: Int
        let usesClientSubnet: Bool
        let cookieKeys: CookieKeys?
        /// Empty if not configured.
        let nsid: FlatView<UInt8>
        let identities: IdentityTable.View
    }
}
