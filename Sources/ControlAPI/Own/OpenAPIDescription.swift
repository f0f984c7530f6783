/// `/openapi.json`: OpenAPI 3.1, made from the operations themselves.
enum OpenAPIDescription {
    static func document(of operations: [OwnOperation], version: String) -> JSONValue {
        var paths: [String: JSONValue] = [:]
        for operation in operations {
            var methods: [String: JSONValue] = [:]
            if case .object(let others) = paths[operation.path] { methods = others }
            methods[operation.method.rawValue.lowercased()] = description(of: operation)
            paths[operation.path] = .object(methods)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Meridian",
                "description": "What Meridian tells of itself, beside Route 53's API.",
                "version": .text(version),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "paths": .object(paths),
            "components": ["schemas": .object(Schemas.all)],
        ]
    }

    private static func description(of operation: OwnOperation) -> JSONValue {
        var members: [String: JSONValue] = [
            "summary": .text(operation.summary),
            "operationId": .text(identifier(of: operation)),
            "parameters": .list(operation.parameters.map(description)),
            "responses": [
                "200": [
                    "description": "What was asked for",
                    "content": ["application/json": ["schema": operation.answer]],
                ],
                "default": [
                    "description": "Why there is no answer",
                    "content": ["application/json": ["schema": Schemas.reference("Problem")]],
                ],
            ],
        ]
        if let body = operation.body {
            members["requestBody"] = [
                "required": true, "content": ["application/json": ["schema": body]],
            ]
        }
        return .object(members)
    }

    private static func description(of parameter: OwnOperation.Parameter) -> JSONValue {
        [
            "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
            "required": .truth(parameter.isRequired), "description": .text(parameter.description),
            "schema": ["type": "string"],
        ]
    }

    /// `get_v1_health_check`
    private static func identifier(of operation: OwnOperation) -> String {
        let words = operation.path.split(whereSeparator: { "/{}".contains($0) })
        return ([operation.method.rawValue.lowercased()] + words.map(String.init))
            .joined(separator: "_")
    }
}
