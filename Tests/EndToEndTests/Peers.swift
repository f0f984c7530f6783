import TestSupport
import Testing

/// Debian's other servers, nginx among them, which `scripts/fetch-peers` downloads.
enum Peers {
    static let areThere = (try? OtherProgram(Checkout.path("scripts/fetch-peers"), []))?.status == 0
    static let reason: Comment = "SKIPPED: scripts/fetch-peers cannot download Debian's packages"
}
