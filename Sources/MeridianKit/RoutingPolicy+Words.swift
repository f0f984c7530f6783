import Geography
import HostedZones
import Routing

extension RoutingPolicy {
    /// A record set's part in its policy, in the words of the YAML zones where they have any.
    var words: String {
        switch self {
        case .simple, .multivalueAnswer: ""
        case .weighted(let weight): "weight \(weight)"
        case .latency(let region): region.code
        case .failover(let role): role.rawValue.lowercased()
        case .geolocation(let location): location.description
        case .ipBased(let location): location.name ?? "*"
        case .geoproximity(let location): location.words
        }
    }
}

extension GeoproximityLocation {
    fileprivate var words: String {
        let place =
            switch place {
            case .region(let region): region.code
            case .coordinate(let coordinate): coordinate.description
            }
        return bias == .none ? place : "\(place), bias \(bias.percent)"
    }
}
