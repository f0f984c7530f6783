internal import Route53

/// One operation of the Route 53 API: how it is called, and what it does.
struct Operation: Sendable {
    /// `CreateHostedZone`: with `Request` and `Response` the root elements of its documents.
    let name: String
    let method: Method
    /// Behind `/2013-04-01`, with parameters in braces: `/hostedzone/{Id}/rrset`.
    let path: String
    /// The HTTP status of its success.
    let status: Int
    let perform:
        @Sendable (OperationRequest, any ControlPlane) async throws(AccountError) ->
            OperationResult

    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    init(
        _ name: String,
        _ method: Method,
        _ path: String,
        status: Int = 200,
        perform:
            @escaping @Sendable (OperationRequest, any ControlPlane)
            async throws(AccountError) -> OperationResult
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.status = status
        self.perform = perform
    }
}

/// What a client sent, as far as an operation looks at it.
struct OperationRequest: Sendable {
    /// The operation's.
    let name: String
    /// By the names in the operation's path, with percent-encoding and prefixes such as
    /// `/hostedzone/` taken off.
    let parameters: [String: String]
    /// By name, in lower case; of several with one name the first.
    let query: [String: String]
    /// An XML document; empty if there is none.
    let body: [UInt8]

    /// The parameter that the operation's path has under this name.
    func parameter(_ name: String) -> String {
        guard let value = parameters[name] else {
            preconditionFailure("the path of the operation has no {\(name)}")
        }
        return value
    }

    /// The body: a document whose root is the operation's name with `Request`. An empty one is read
    /// as an empty element.
    func decode<Body: Decodable>(_ type: Body.Type) throws(AccountError) -> Body {
        try XMLDocuments.decode(type, from: body, root: "\(name)Request")
    }
}

/// What an operation answers.
struct OperationResult: Sendable {
    /// The children of its response element.
    let document: any Encodable & Sendable
    /// Where what it made is to be found, behind `/2013-04-01`; nil if it made nothing.
    let location: String?

    init(_ document: any Encodable & Sendable, location: String? = nil) {
        self.document = document
        self.location = location
    }
}

/// A response element without children.
struct EmptyDocument: Encodable, Sendable {}
