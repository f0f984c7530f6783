/// A traffic policy document that has been read: a tree of rules over endpoints.
struct TrafficPolicyDocument {
    /// The type of all record sets that are made from it.
    let recordType: String
    let start: Target
    let endpoints: [String: Endpoint]
    let rules: [String: Rule]

    /// What a branch, or the whole policy, leads to, by its id in the document.
    enum Target: Hashable {
        case endpoint(String)
        case rule(String)
    }

    enum Endpoint: Hashable {
        /// The value of a record of the policy's type.
        case value(String)
        case alias(AWSTarget)
    }

    /// A resource of AWS that an alias leads to.
    struct AWSTarget: Hashable {
        let kind: Kind
        let dnsName: String

        enum Kind: String, CaseIterable {
            case cloudFront = "cloudfront"
            case applicationLoadBalancer = "application-load-balancer"
            case classicLoadBalancer = "elastic-load-balancer"
            case networkLoadBalancer = "network-load-balancer"
            case elasticBeanstalk = "elastic-beanstalk"
            case s3Website = "s3-website"
        }
    }

    /// Branches of which one routing policy picks.
    struct Rule: Hashable {
        let branches: [Branch]
    }

    struct Branch: Hashable {
        let target: Target
        let condition: Condition
        let healthCheckID: String?
        /// Nil: not said.
        let evaluatesTargetHealth: Bool?
    }

    /// When the branch is picked: what makes its record set one of the rule's routing policy.
    enum Condition: Hashable {
        case failover(FailoverRole)
        case geolocation(GeoLocationElement)
        case latency(region: String)
        case geoproximity(GeoProximityElement)
        case multivalue
        case weight(Int)
        case cidr(CIDRRoutingElement)
    }

    enum FailoverRole: String, CaseIterable {
        case primary = "Primary"
        case secondary = "Secondary"
    }
}

extension TrafficPolicyDocument.Condition {
    /// Makes the record set one of the routing policy.
    func apply(to recordSet: inout RecordSetElement) {
        switch self {
        case .failover(let role): recordSet.failover = role.rawValue.uppercased()
        case .geolocation(let location): recordSet.geoLocation = location
        case .latency(let region): recordSet.region = region
        case .geoproximity(let location): recordSet.geoProximityLocation = location
        case .multivalue: recordSet.multiValueAnswer = true
        case .weight(let weight): recordSet.weight = weight
        case .cidr(let routing): recordSet.cidrRoutingConfig = routing
        }
    }
}

extension TrafficPolicyDocument.AWSTarget.Kind {
    /// Aliases of other types do not exist.
    var recordTypes: [String] { self == .s3Website ? ["A"] : ["A", "AAAA"] }

    /// The HostedZoneId of aliases to it. Of CloudFront it is one for all. The others have one for
    /// each Region, which says nothing here: what an alias leads to is told by its name.
    var hostedZoneID: String { self == .cloudFront ? "Z2FDTNDATAQYW2" : "ZAWSRESOURCE" }

    /// Route 53 knows the health of all but CloudFront distributions.
    var canEvaluateHealth: Bool { self != .cloudFront }
}
