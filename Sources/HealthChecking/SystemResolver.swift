// This file is one of those that may use unsafe code: the system's resolver takes pointers.
package import Addressing
internal import CCurlProbe

/// What looking up the addresses of a name came to.
package enum NameLookup: Sendable, Hashable {
    case address(IPAddress)
    case failed(reason: String)
    /// For want of memory or descriptors here: it says nothing about the name.
    case notMade(reason: String)
}

/// The resolver of this machine: its hosts file, its name servers.
package enum SystemResolver {
    /// Looks the IPv4 addresses of a fully qualified name up. Waits for the answer.
    package static func lookUp(_ name: String) -> NameLookup {
        var address: UInt32 = 0
        // SAFETY: the name is lent for the call, zero-terminated; one address is written at most.
        let code = unsafe curl_probe_resolve_ipv4(name, &address, 1)
        if code > 0 { return .address(.ipv4(address)) }
        // SAFETY: the function returns a constant, zero-terminated string for every argument.
        let reason = unsafe String(cString: curl_probe_resolve_text(code))
        switch curl_probe_resolve_trouble_of(code) {
        case curl_probe_own_trouble: return .notMade(reason: reason)
        default: return .failed(reason: code == 0 ? "no A record" : reason)
        }
    }
}
