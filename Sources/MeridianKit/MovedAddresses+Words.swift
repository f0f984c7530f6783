import Answering
internal import Foundation

extension MovedAddresses: CustomStringConvertible {
    /// `0.42 % of IPv4 and 0.10 % of IPv6`
    package var description: String {
        "\(Self.percent(ipv4)) of IPv4 and \(Self.percent(ipv6)) of IPv6"
    }

    private static func percent(_ share: Double) -> String {
        String(format: "%.2f %%", share * 100)
    }
}
