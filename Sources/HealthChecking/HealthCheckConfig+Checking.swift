internal import Addressing

// The rules on the elements of a HealthCheckConfig, and their defaults.

extension HealthCheckConfig {
    private static let fewestRegions = 3
    private static let mostChildren = 255
    private static let portRange = 1...65535
    private static let thresholdRange = 1...10
    private static let healthThresholdRange = 0...256
    private static let textLengths = 1...255
    package static let defaultFailureThreshold = 3

    /// Refuses elements that belong to other types.
    func requireFittingElements() throws(HealthCheckProblem) {
        let rules: [(Element, isGiven: Bool, fits: Bool)] = [
            (.ipAddress, ipAddress != nil, type.hasEndpoint),
            (.port, port != nil, type.hasEndpoint),
            (.fullyQualifiedDomainName, fullyQualifiedDomainName != nil, type.hasEndpoint),
            (.resourcePath, resourcePath != nil, type.isHTTP),
            (.searchString, searchString != nil, type.matchesString),
            (.enableSNI, enableSNI != nil, type.isHTTPS),
            (.childHealthChecks, childHealthChecks != nil, type == .calculated),
            (.healthThreshold, healthThreshold != nil, type == .calculated),
            (.alarmIdentifier, alarmIdentifier != nil, type == .cloudWatchMetric),
            (
                .insufficientDataHealthStatus, insufficientDataHealthStatus != nil,
                type == .cloudWatchMetric
            ),
            (.routingControlArn, routingControlArn != nil, type == .recoveryControl),
        ]
        if let misfit = rules.first(where: { $0.isGiven && !$0.fits }) {
            throw .misplaced(misfit.0, type)
        }
    }

    func requireUsableRegions() throws(HealthCheckProblem) {
        guard let regions else { return }
        let different = Set(regions).count
        guard different == regions.count, different >= Self.fewestRegions else {
            throw .tooFewRegions(found: different, least: Self.fewestRegions)
        }
    }

    func calculation() throws(HealthCheckProblem) -> HealthCheck.Calculation {
        let children = childHealthChecks ?? []
        guard children.count <= Self.mostChildren else {
            throw .tooManyChildren(found: children.count, most: Self.mostChildren)
        }
        var seen: Set<HealthCheckID> = []
        for child in children where !seen.insert(child).inserted { throw .childTwice(child) }
        guard let healthThreshold else { throw .missing(.healthThreshold, type) }
        try require(healthThreshold, in: Self.healthThresholdRange, as: .healthThreshold)
        return HealthCheck.Calculation(children: children, healthThreshold: healthThreshold)
    }

    /// There is no CloudWatch here, and so never sufficient data. Without a last known status the
    /// check is healthy, as it is until there is enough data.
    func healthWithoutAlarm() throws(HealthCheckProblem) -> Health {
        guard alarmIdentifier != nil else { throw .missing(.alarmIdentifier, type) }
        switch insufficientDataHealthStatus {
        case .unhealthy: return .unhealthy
        case .healthy, .lastKnownStatus, nil: return .healthy
        }
    }

    /// Healthy until there is enough data, and nothing here has data of a routing control.
    func healthWithoutControl() throws(HealthCheckProblem) -> Health {
        guard let routingControlArn else { throw .missing(.routingControlArn, type) }
        try requireLength(of: routingControlArn, as: .routingControlArn)
        return .healthy
    }

    func endpoint() throws(HealthCheckProblem) -> Endpoint {
        let address = try endpointAddress()
        let name = try endpointName()
        let host: Endpoint.Host
        switch (address, name) {
        case (let address?, _): host = .address(address)
        case (nil, let name?): host = .name(name)
        case (nil, nil): throw .noEndpoint(type)
        }
        let port = try endpointPort()
        let threshold = failureThreshold ?? Self.defaultFailureThreshold
        try require(threshold, in: Self.thresholdRange, as: .failureThreshold)
        return Endpoint(
            host: host,
            port: port,
            test: try endpointTest(host: host, name: name, port: port),
            interval: try interval(),
            failureThreshold: threshold,
            measuresLatency: measureLatency ?? false
        )
    }

    private func endpointAddress() throws(HealthCheckProblem) -> IPAddress? {
        guard let ipAddress else { return nil }
        guard let address = IPAddress(ipAddress)?.unmapped else {
            throw .notAnAddress(found: ipAddress)
        }
        // Route 53 refuses private addresses too; here those are what there is to check.
        let isMulticast =
            switch address {
            case .ipv4(let bits): bits >> 28 == 0xe
            case .ipv6(let bits): bits >> 120 == 0xff
            }
        guard !isMulticast, !address.isUnspecified else {
            throw .unusableAddress(found: address)
        }
        return address
    }

    /// Without a dot at the end, which neither the header Host nor TLS knows.
    private func endpointName() throws(HealthCheckProblem) -> String? {
        guard let name = fullyQualifiedDomainName else { return nil }
        try requireLength(of: name, as: .fullyQualifiedDomainName)
        let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
        let labels = bare.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy(\.isHostNameCharacter)
        }
        guard isName else { throw .notADomainName(found: name) }
        return bare
    }

    private func endpointPort() throws(HealthCheckProblem) -> UInt16 {
        guard let port else {
            guard let usual = type.usualPort else { throw .missing(.port, type) }
            return UInt16(usual)
        }
        try require(port, in: Self.portRange, as: .port)
        return UInt16(port)
    }

    private func interval() throws(HealthCheckProblem) -> RequestInterval {
        guard let requestInterval else { return .standard }
        guard let interval = RequestInterval(rawValue: requestInterval) else {
            throw .notAnInterval(found: requestInterval)
        }
        return interval
    }

    private func endpointTest(
        host: Endpoint.Host,
        name: String?,
        port: UInt16
    ) throws(HealthCheckProblem) -> Endpoint.Test {
        guard type.isHTTP else { return .connection }
        var search: [UInt8]?
        if type.matchesString {
            guard let searchString else { throw .missing(.searchString, type) }
            try requireLength(of: searchString, as: .searchString)
            search = Array(searchString.utf8)
        }
        return .request(
            Endpoint.Request(
                security: type.isHTTPS
                    ? .tls(serverName: enableSNI ?? true ? name : nil) : .plain,
                host: hostHeader(host, name: name, port: port),
                path: try path(),
                searchString: search
            )
        )
    }

    /// The FullyQualifiedDomainName, or the IPAddress in its stead; with the port, unless it is
    /// the usual one.
    private func hostHeader(_ host: Endpoint.Host, name: String?, port: UInt16) -> String {
        let text =
            switch (name, host) {
            case (let name?, _), (nil, .name(let name)): name
            case (nil, .address(let address)):
                address.inURL
            }
        return Int(port) == type.usualPort ? text : "\(text):\(port)"
    }

    private func path() throws(HealthCheckProblem) -> String {
        guard let resourcePath, !resourcePath.isEmpty else { return "/" }
        guard resourcePath.utf8.allSatisfy(\.isVisibleASCII) else {
            throw .notAPath(found: resourcePath)
        }
        try requireLength(of: resourcePath, as: .resourcePath)
        return resourcePath.hasPrefix("/") ? resourcePath : "/\(resourcePath)"
    }

    private func require(
        _ found: Int,
        in expected: ClosedRange<Int>,
        as element: Element
    ) throws(HealthCheckProblem) {
        guard expected.contains(found) else {
            throw .outOfRange(element, found: found, expected: expected)
        }
    }

    private func requireLength(of text: String, as element: Element) throws(HealthCheckProblem) {
        let length = text.unicodeScalars.count
        guard Self.textLengths.contains(length) else {
            throw .badLength(element, found: length, expected: Self.textLengths)
        }
    }
}

extension HealthCheckType {
    /// Used if none is given; not repeated in the header Host.
    package var usualPort: Int? {
        switch self {
        case .http, .httpStringMatch: 80
        case .https, .httpsStringMatch: 443
        case .tcp, .calculated, .cloudWatchMetric, .recoveryControl: nil
        }
    }
}

extension UInt8 {
    /// Letters, digits and hyphens (RFC 1123 §2.1), and the underscore that many names have.
    fileprivate var isHostNameCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
