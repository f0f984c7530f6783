internal import Foundation

extension Explanation {
    /// For people: a line for each fact.
    public var text: String {
        var lines = [
            Line("question", "\(question.name) \(question.type)"),
            Line("client", client),
            Line("location", location.name),
            Line("network", networkLine),
            Line("zone", zone ?? "none: no zone here holds the name"),
        ]
        if let routing {
            lines += routing.lines(depth: 0)
        } else if !answer.isEmpty {
            lines.append(Line("policy", "simple: the same for every client"))
        }
        lines.append(Line("status", status))
        lines += answer.map { Line("answer", $0) }
        if let scope { lines.append(Line("scope", "\(scope): every client in it gets the same")) }
        return lines.map(\.text).joined(separator: "\n")
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

/// A fact, and how deep in the tree of policies it is one.
private struct Line {
    let label: String
    let value: String
    var depth = 0

    init(_ label: String, _ value: String, depth: Int = 0) {
        self.label = label
        self.value = value
        self.depth = depth
    }

    var text: String {
        String(repeating: "  ", count: depth)
            + "\(label):".padding(toLength: 13, withPad: " ", startingAt: 0) + value
    }
}

extension Explanation.Routing {
    /// What was chosen, and where it led; then what was not.
    fileprivate func lines(depth: Int) -> [Line] {
        var lines = [Line("policy", "\(policy) at \(name) \(type)", depth: depth)]
        if depth > 0, let network { lines.append(Line("client in", network, depth: depth)) }
        if chosen.isEmpty {
            lines.append(Line("rule", "none matches, and there is no default", depth: depth))
        }
        for recordSet in chosen {
            lines.append(Line("rule", recordSet.line, depth: depth))
            if let alias = recordSet.alias {
                lines.append(Line("alias of", alias.target, depth: depth))
                lines += alias.routing?.lines(depth: depth + 1) ?? []
            }
        }
        for recordSet in recordSets where recordSet.verdict != .chosen {
            lines.append(Line("passed over", recordSet.line, depth: depth))
        }
        return lines
    }
}

extension Explanation.RecordSet {
    fileprivate var line: String {
        let name = setIdentifier.isEmpty ? "" : "SetIdentifier \"\(setIdentifier)\""
        let subject = [rule, name].filter { !$0.isEmpty }.joined(separator: ", ")
        let reasons = [reason, health == .healthy ? "healthy" : ""]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return [subject, reasons].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
