/// One operation of Meridian's own API: how it is called, how it is described, what it does.
struct OwnOperation: Sendable {
    let method: Operation.Method
    /// `/v1/health/{check}`
    let path: String
    let summary: String
    let parameters: [Parameter]
    /// What a body has to be; nil: none is looked at.
    let body: JSONValue?
    /// What a success answers.
    let answer: JSONValue
    let perform: @Sendable (OwnRequest, any ControlPlane) async throws(OwnProblem) -> String

    init(
        _ method: Operation.Method,
        _ path: String,
        _ summary: String,
        parameters: [Parameter] = [],
        body: JSONValue? = nil,
        answer: JSONValue,
        perform:
            @escaping @Sendable (OwnRequest, any ControlPlane) async throws(OwnProblem) -> String
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.parameters = parameters
        self.body = body
        self.answer = answer
        self.perform = perform
    }

    struct Parameter: Sendable {
        let name: String
        let place: Place
        let isRequired: Bool
        let description: String

        enum Place: String, Sendable {
            case path
            case query
        }

        static func required(_ name: String, _ description: String) -> Parameter {
            Parameter(name: name, place: .query, isRequired: true, description: description)
        }

        static func optional(_ name: String, _ description: String) -> Parameter {
            Parameter(name: name, place: .query, isRequired: false, description: description)
        }

        static func path(_ name: String, _ description: String) -> Parameter {
            Parameter(name: name, place: .path, isRequired: true, description: description)
        }
    }
}

/// What a client sent, as far as an operation looks at it.
struct OwnRequest: Sendable {
    let parameters: [String: String]
    let body: [UInt8]

    /// - Throws: that it is missing.
    func required(_ name: String) throws(OwnProblem) -> String {
        guard let value = parameters[name], !value.isEmpty else {
            throw OwnProblem(.invalid, "the parameter '\(name)' is missing")
        }
        return value
    }

    /// A number; nil if the parameter is missing.
    func number(_ name: String) throws(OwnProblem) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw OwnProblem(.invalid, "found '\(text)' as '\(name)', expected a number from 0 on")
        }
        return number
    }
}
