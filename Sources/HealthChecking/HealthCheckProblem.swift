package import Addressing

/// Why a `HealthCheckConfig` is not a health check.
package enum HealthCheckProblem: Error, Sendable, Hashable {
    package typealias Element = HealthCheckConfig.Element

    case missing(Element, HealthCheckType)
    /// Neither an IPAddress nor a FullyQualifiedDomainName.
    case noEndpoint(HealthCheckType)
    case misplaced(Element, HealthCheckType)
    case notAnAddress(found: String)
    /// No endpoint can have it.
    case unusableAddress(found: IPAddress)
    case notADomainName(found: String)
    case notAPath(found: String)
    case notAnInterval(found: Int)
    case outOfRange(Element, found: Int, expected: ClosedRange<Int>)
    /// In characters.
    case badLength(Element, found: Int, expected: ClosedRange<Int>)
    case tooFewRegions(found: Int, least: Int)
    case tooManyChildren(found: Int, most: Int)
    case childTwice(HealthCheckID)
}

extension HealthCheckProblem: CustomStringConvertible {
    /// One sentence without a full stop: what was found, what was expected.
    package var description: String {
        switch self {
        case .missing(let element, let type):
            "a health check of type \(type.rawValue) needs \(element.rawValue)"
        case .noEndpoint(let type):
            "a health check of type \(type.rawValue) needs IPAddress or FullyQualifiedDomainName"
        case .misplaced(let element, let type):
            "\(element.rawValue) does not belong to a health check of type \(type.rawValue)"
        case .notAnAddress(let found):
            "IPAddress: found \"\(found)\", expected an IPv4 or IPv6 address"
        case .unusableAddress(let found):
            "IPAddress: found \(found), expected the address of an endpoint"
        case .notADomainName(let found):
            "FullyQualifiedDomainName: found \"\(found)\", expected a name such as www.example.com"
        case .notAPath(let found):
            "ResourcePath: found \"\(found)\", expected visible ASCII characters without spaces"
        case .notAnInterval(let found):
            "RequestInterval: found \(found), expected 10 or 30"
        case .outOfRange(let element, let found, let expected):
            "\(element.rawValue): found \(found),"
                + " expected \(expected.lowerBound) to \(expected.upperBound)"
        case .badLength(let element, let found, let expected):
            "\(element.rawValue): found \(found) characters,"
                + " expected \(expected.lowerBound) to \(expected.upperBound)"
        case .tooFewRegions(let found, let least):
            "Regions: found \(found), expected \(least) or more, each once"
        case .tooManyChildren(let found, let most):
            "ChildHealthChecks: found \(found), expected at most \(most)"
        case .childTwice(let child):
            "ChildHealthChecks: found \(child) twice"
        }
    }
}
