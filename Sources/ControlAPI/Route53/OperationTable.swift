internal import HTTPTypes

/// Finds operations by method and path.
struct OperationTable: Sendable {
    private let operations: [(pattern: [Segment], operation: Operation)]

    fileprivate enum Segment: Sendable {
        case word(String)
        case parameter(String)

        init(_ text: Substring) {
            self =
                text.hasPrefix("{")
                ? .parameter(String(text.dropFirst().dropLast())) : .word(String(text))
        }
    }

    init(_ operations: [Operation]) {
        self.operations = operations.map { operation in
            (operation.path.split(separator: "/").map(Segment.init), operation)
        }
    }

    /// The operation, and what stands in the path for its parameters. Throws if there is none.
    func operation(
        _ method: String,
        _ segments: [String]
    ) throws(Refusal) -> (Operation, [String: String]) {
        var methods: [String] = []
        // A word is closer than a parameter: `/trafficpolicyinstances/hostedzone`.
        var best: (operation: Operation, parameters: [String: String])?
        for (pattern, operation) in operations {
            guard let parameters = Self.match(pattern, segments) else { continue }
            methods.append(operation.method.rawValue)
            guard operation.method.rawValue == method else { continue }
            if let found = best, found.parameters.count <= parameters.count { continue }
            best = (operation, parameters)
        }
        if let best { return best }
        let path = "/" + segments.joined(separator: "/")
        guard methods.isEmpty else {
            let expected = Set(methods).sorted()
            throw Refusal(
                .methodNotAllowed,
                code: "InvalidAction",
                """
                There is no operation \(method) \(path); expected \
                \(expected.joined(separator: ", "))
                """,
                allowedMethods: expected
            )
        }
        throw Refusal(
            .notFound,
            code: "InvalidAction",
            "There is no operation \(method) \(path) in the version \(Route53Responder.version)"
        )
    }

    private static func match(_ pattern: [Segment], _ segments: [String]) -> [String: String]? {
        // An id may come with the prefix that answers write before it, its slashes encoded or not.
        var segments = segments[...]
        var parameters: [String: String] = [:]
        for (index, part) in pattern.enumerated() {
            guard let segment = segments.popFirst() else { return nil }
            switch part {
            case .word(let word):
                guard word == segment else { return nil }
            case .parameter(let name):
                var value = segment
                let isRepeated = index > 0 && pattern[index - 1].isWord(segment)
                if isRepeated, segments.count > pattern.count - index - 1 {
                    value = segments.removeFirst()
                }
                parameters[name] = value.split(separator: "/").last.map(String.init) ?? value
            }
        }
        return segments.isEmpty ? parameters : nil
    }
}

extension OperationTable.Segment {
    fileprivate func isWord(_ text: String) -> Bool {
        if case .word(text) = self { true } else { false }
    }
}
