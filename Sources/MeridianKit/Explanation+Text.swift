internal import Foundation

extension Explanation {
    /// For people: a line for each fact.
    public var text: String {
        var lines = [
            ("question", "\(question.name) \(question.type)"),
            ("client", client),
            ("location", location.name),
            ("network", networkLine),
            ("zone", zone ?? "none: no zone here holds the name"),
        ]
        if let routing {
            lines.append(("policy", "\(routing.policy) at \(routing.name) \(routing.type)"))
            lines.append(("rule", routing.chosen?.line ?? "none matches, and there is no default"))
            lines += routing.passedOver.map { ("passed over", $0.line) }
        } else if !answer.isEmpty {
            lines.append(("policy", "simple: the same for every client"))
        }
        lines.append(("status", status))
        lines += answer.map { ("answer", $0) }
        if let scope { lines.append(("scope", "\(scope): every client in it gets the same")) }
        return lines.map { label, value in
            "\(label):".padding(toLength: 13, withPad: " ", startingAt: 0) + value
        }
        .joined(separator: "\n")
    }

    /// For programs.
    public var json: String { JSONText.of(self) }

    private var networkLine: String {
        let network = location.network ?? "none"
        return switch location.source {
        case .ownNetworks:
            "\(network), of `networks` in \(location.file ?? "")"
        case .database:
            "\(network), of \(location.file ?? "") built \(location.databaseDate ?? "")"
        case .nothing:
            "none: there is no location database"
        }
    }
}

extension Explanation.Routing.RecordSet {
    fileprivate var line: String { "\(location), SetIdentifier \"\(setIdentifier)\": \(reason)" }
}
