internal import HealthChecking
internal import OperatorFiles
internal import StrictYAML

/// A health check as the configuration writes it: the elements of Route 53's HealthCheckConfig, the
/// common ones in one word.
///
///     web:   {http: "192.0.2.1:80/health", interval: 10, failures: 3}
///     shop:  {https: "192.0.2.1/health", host: shop.example.com, search: "all is well"}
///     named: {tcp: "db.example.com:5432"}
///     any:   {calculated: [web, shop], healthy: 1}
///     alarm: {cloudwatch_alarm: {region: us-east-1, name: queue}, without_data: unhealthy}
///     hand:  {routing_control: "arn:…", forced: unhealthy}
struct HealthCheckForm {
    private(set) var config: HealthCheckConfig
    private(set) var forced = ForcedHealth.automatic
    /// Where each element was written.
    private(set) var places: [HealthCheckConfig.Element: SourceLocation] = [:]

    init(_ node: YAMLNode) throws(YAMLError) {
        var fields = try node.fields("a health check, such as {http: \"192.0.2.1:80/health\"}")
        let subjects = Subject.allCases.map { (subject: $0, node: fields.take($0.rawValue)) }
            .filter { $0.node != nil }
        guard subjects.count == 1, let subject = subjects.first?.subject,
            let subjectNode = subjects.first?.node
        else {
            let list = Subject.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error(expected: "one of \(list)")
        }
        config = HealthCheckConfig(type: subject.type)
        try read(subject, subjectNode)
        try readElements(&fields)
        try fields.refuseOthers()
    }

    /// What is checked: each key means a type.
    private enum Subject: String, CaseIterable {
        case http
        case https
        case tcp
        case calculated
        case cloudWatchAlarm = "cloudwatch_alarm"
        case routingControl = "routing_control"

        var type: HealthCheckType {
            switch self {
            case .http: .http
            case .https: .https
            case .tcp: .tcp
            case .calculated: .calculated
            case .cloudWatchAlarm: .cloudWatchMetric
            case .routingControl: .recoveryControl
            }
        }
    }

    private mutating func read(_ subject: Subject, _ node: YAMLNode) throws(YAMLError) {
        switch subject {
        case .http, .https, .tcp: try readEndpoint(node)
        case .calculated:
            places[.childHealthChecks] = node.location
            var children: [HealthCheckID] = []
            for item in try node.items("a list of health checks") {
                let text = try item.text("the name of a health check")
                guard let child = HealthCheckID(text) else {
                    throw item.error(expected: "the name of a health check")
                }
                children.append(child)
            }
            config.childHealthChecks = children
        case .cloudWatchAlarm:
            var fields = try node.fields("an alarm: {region: …, name: …}")
            config.alarmIdentifier = AlarmIdentifier(
                region: try fields.require("region").text(),
                name: try fields.require("name").text()
            )
            try fields.refuseOthers()
        case .routingControl:
            places[.routingControlArn] = node.location
            config.routingControlArn = try node.text("the ARN of a routing control")
        }
    }

    /// `HOST`, `HOST:PORT`, `HOST/PATH`, `HOST:PORT/PATH`; an IPv6 address stands in brackets.
    private mutating func readEndpoint(_ node: YAMLNode) throws(YAMLError) {
        let text = try node.text(Self.endpointForm)
        let slash = text.firstIndex(of: "/") ?? text.endIndex
        var host = text[..<slash]
        if slash != text.endIndex {
            set(.resourcePath, \.resourcePath, String(text[slash...]), node)
        }
        if host.hasPrefix("["), let close = host.firstIndex(of: "]") {
            let rest = host[host.index(after: close)...]
            if !rest.isEmpty { try readPort(rest, node) }
            host = host[host.index(after: host.startIndex)..<close]
            set(.ipAddress, \.ipAddress, String(host), node)
            return
        }
        if let colon = host.lastIndex(of: ":") {
            try readPort(host[colon...], node)
            host = host[..<colon]
        }
        guard !host.isEmpty, !host.contains(":") else {
            throw node.error(expected: Self.endpointForm)
        }
        // What could only be a badly written address is not taken for a name.
        if host.allSatisfy({ $0.isNumber || $0 == "." }) {
            set(.ipAddress, \.ipAddress, String(host), node)
        } else {
            set(.fullyQualifiedDomainName, \.fullyQualifiedDomainName, String(host), node)
        }
    }

    private static let endpointForm = "HOST:PORT/PATH, such as 192.0.2.1:80/health"

    /// `text` begins with the colon.
    private mutating func readPort(_ text: Substring, _ node: YAMLNode) throws(YAMLError) {
        let digits = text.dropFirst()
        guard text.first == ":", digits.allSatisfy(\.isNumber), let port = Int(digits) else {
            throw node.error(expected: Self.endpointForm)
        }
        set(.port, \.port, port, node)
    }

    private mutating func set<Value>(
        _ element: HealthCheckConfig.Element,
        _ path: WritableKeyPath<HealthCheckConfig, Value?>,
        _ value: Value,
        _ node: YAMLNode
    ) {
        config[keyPath: path] = value
        places[element] = node.location
    }
}

// The elements that have a key of their own.
extension HealthCheckForm {
    private mutating func readElements(_ fields: inout YAMLFields) throws(YAMLError) {
        try readRequest(&fields)
        if let node = fields.take("interval") {
            set(.requestInterval, \.requestInterval, try node.integer(in: 0...Self.largest), node)
        }
        if let node = fields.take("failures") {
            set(.failureThreshold, \.failureThreshold, try node.integer(in: 0...Self.largest), node)
        }
        if let node = fields.take("healthy") {
            set(.healthThreshold, \.healthThreshold, try node.integer(in: 0...Self.largest), node)
        }
        if let node = fields.take("without_data") {
            set(
                .insufficientDataHealthStatus,
                \.insufficientDataHealthStatus,
                try Self.healthWithoutData(node),
                node
            )
        }
        if let node = fields.take("regions") {
            set(.regions, \.regions, try Self.regions(node), node)
        }
        config.measureLatency = try fields.take("latency")?.flag()
        config.inverted = try fields.take("inverted")?.flag()
        config.disabled = try fields.take("disabled")?.flag()
        if let node = fields.take("forced") { forced = try Self.forced(node) }
    }

    /// Bounds are the health check's own; this only keeps out what is no number.
    private static let largest = Int(Int32.max)

    private mutating func readRequest(_ fields: inout YAMLFields) throws(YAMLError) {
        if let node = fields.take("host") {
            guard config.fullyQualifiedDomainName == nil else {
                throw node.error(
                    found: "host beside an endpoint that is a name",
                    expected: "host beside an address, which it is sent to"
                )
            }
            set(
                .fullyQualifiedDomainName,
                \.fullyQualifiedDomainName,
                try node.text("a domain name"),
                node
            )
        }
        if let node = fields.take("search") {
            set(.searchString, \.searchString, try node.text(), node)
            if config.type == .http { config.type = .httpStringMatch }
            if config.type == .https { config.type = .httpsStringMatch }
        }
        if let node = fields.take("sni") { set(.enableSNI, \.enableSNI, try node.flag(), node) }
    }

    private static func healthWithoutData(
        _ node: YAMLNode
    ) throws(YAMLError) -> InsufficientDataHealthStatus {
        let expected = "healthy, unhealthy or last_known"
        switch try node.text(expected) {
        case "healthy": return .healthy
        case "unhealthy": return .unhealthy
        case "last_known": return .lastKnownStatus
        default: throw node.error(expected: expected)
        }
    }

    private static func regions(_ node: YAMLNode) throws(YAMLError) -> [CheckerRegion] {
        let list = CheckerRegion.allCases.map(\.rawValue).joined(separator: ", ")
        var regions: [CheckerRegion] = []
        for item in try node.items("a list of regions") {
            guard let region = CheckerRegion(rawValue: try item.text("a region")) else {
                throw item.error(expected: "one of \(list)")
            }
            regions.append(region)
        }
        return regions
    }

    private static func forced(_ node: YAMLNode) throws(YAMLError) -> ForcedHealth {
        let expected = "healthy, unhealthy or automatic"
        guard let forced = ForcedHealth(rawValue: try node.text(expected)) else {
            throw node.error(expected: expected)
        }
        return forced
    }
}
