internal import HealthChecking
internal import OperatorFiles
internal import StrictYAML

extension ConfigurationDecoder {
    mutating func healthChecks(_ node: YAMLNode?, into set: inout HealthCheckSet) {
        var places: [HealthCheckID: SourceLocation] = [:]
        var checks: [HealthCheck] = []
        attempt { decoder throws(YAMLError) in
            for entry in try node?.entries("a mapping from names to health checks") ?? [] {
                decoder.attempt { decoder throws(YAMLError) in
                    guard let id = HealthCheckID(entry.key.text) else {
                        throw entry.key.error(expected: HealthCheckID.form)
                    }
                    places[id] = entry.key.location
                    if let check = try decoder.healthCheck(id, entry.value) { checks.append(check) }
                }
            }
        }
        // Whom a bad check is a child of is not said of its parent as well.
        guard checks.count == places.count else { return }
        do throws(HealthCheckSetProblem) {
            set = try HealthCheckSet(checks)
        } catch {
            let place = places[error.culprit] ?? .start(of: file)
            report(.healthChecks(at: place, error))
        }
    }

    /// Nil if its elements do not make a health check, which is then reported.
    private mutating func healthCheck(
        _ id: HealthCheckID,
        _ node: YAMLNode
    ) throws(YAMLError) -> HealthCheck? {
        let form = try HealthCheckForm(node)
        do throws(HealthCheckProblem) {
            return try HealthCheck(id: id, config: form.config, forced: form.forced)
        } catch {
            let place = error.element.flatMap { form.places[$0] } ?? node.location
            report(.healthCheck(at: place, error))
            return nil
        }
    }
}

extension HealthCheckProblem {
    /// The element that is wrong, if it is one that stands there.
    fileprivate var element: Element? {
        switch self {
        case .missing, .noEndpoint: nil
        case .misplaced(let element, _), .outOfRange(let element, _, _),
            .badLength(let element, _, _):
            element
        case .notAnAddress, .unusableAddress: .ipAddress
        case .notADomainName: .fullyQualifiedDomainName
        case .notAPath: .resourcePath
        case .notAnInterval: .requestInterval
        case .tooFewRegions: .regions
        case .tooManyChildren, .childTwice: .childHealthChecks
        }
    }
}

extension HealthCheckSetProblem {
    /// The check to change.
    fileprivate var culprit: HealthCheckID {
        switch self {
        case .idTwice(let id): id
        case .unknownChild(_, let parent), .calculatedChild(_, let parent): parent
        }
    }
}
