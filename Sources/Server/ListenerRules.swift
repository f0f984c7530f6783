package import Addressing

/// Who may ask at a listen address, and how they get there.
package struct ListenerRules: Sendable, Hashable {
    /// Nil: everybody.
    package var access: AccessRules?
    /// The proxies that every datagram and connection comes from, with a PROXY header; nil: none do,
    /// and there is no header.
    package var proxies: [IPPrefix]?

    package init(access: AccessRules? = nil, proxies: [IPPrefix]? = nil) {
        self.access = access
        self.proxies = proxies
    }
}

/// The rules as they are looked at: for every query, by all threads.
final class ListenerGate: Sendable {
    private let admitted: NetworkSet?
    private let refusal: AccessRules.Refusal
    private let proxies: NetworkSet?

    init(_ rules: ListenerRules) {
        admitted = rules.access?.admitted
        refusal = rules.access?.refusal ?? .reply
        proxies = rules.proxies.map { NetworkSet($0) }
    }

    /// Whether a PROXY header stands before every datagram and stream.
    var wantsProxyHeader: Bool { proxies != nil }

    func isProxy(_ peer: IPAddress) -> Bool { proxies?.contains(peer) ?? false }

    /// What becomes of a query of `client`; nil if it may ask.
    func refusal(of client: IPAddress) -> AccessRules.Refusal? {
        guard let admitted, !admitted.contains(client) else { return nil }
        return refusal
    }
}
