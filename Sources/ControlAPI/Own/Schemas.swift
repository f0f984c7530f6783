/// The shapes of Meridian's own documents, as JSON Schema has them.
enum Schemas {
    static func reference(_ name: String) -> JSONValue {
        ["$ref": .text("#/components/schemas/\(name)")]
    }

    private static let text: JSONValue = ["type": "string"]
    private static let number: JSONValue = ["type": "integer"]

    private static func list(of item: JSONValue) -> JSONValue {
        ["type": "array", "items": item]
    }

    private static func word(_ words: JSONValue...) -> JSONValue {
        ["type": "string", "enum": .list(words)]
    }

    /// All members are there but those named as optional.
    private static func object(
        _ members: [String: JSONValue],
        optional: Set<String> = []
    ) -> JSONValue {
        let required = members.keys.filter { !optional.contains($0) }.sorted()
        return [
            "type": "object", "properties": .object(members),
            "required": .list(required.map(JSONValue.text)), "additionalProperties": false,
        ]
    }

    static let all: [String: JSONValue] = [
        "Problem": object(["error": object(["code": text, "message": text])]),
        "Explanation": object(
            [
                "question": object(["name": text, "type": text]),
                "client": text,
                "location": object(
                    [
                        "word": text, "name": text, "network": text,
                        "source": word("own networks", "database", "nothing"), "file": text,
                        "database_date": text,
                    ],
                    optional: ["network", "file", "database_date"]
                ),
                "zone": text, "routing": reference("Routing"), "status": text,
                "answer": list(of: text), "scope": text,
            ],
            optional: ["zone", "routing", "scope"]
        ),
        "Routing": object(
            [
                "name": text, "type": text, "policy": text, "network": text, "scope": text,
                "record_sets": list(of: reference("RoutedRecordSet")),
            ],
            optional: ["network", "scope"]
        ),
        "RoutedRecordSet": object(
            [
                "rule": text, "set_identifier": text, "reason": text,
                "verdict": word("chosen", "passed over", "elsewhere", "unhealthy", "not drawn"),
                "health": word("unchecked", "healthy", "unhealthy", "assumed healthy"),
                "alias": object(
                    [
                        "target": text, "evaluates_target_health": ["type": "boolean"],
                        "routing": reference("Routing"),
                    ],
                    optional: ["routing"]
                ),
            ],
            optional: ["alias"]
        ),
        "Coverage": object([
            "question": object(["name": text, "type": text]),
            "places": list(of: reference("Place")),
        ]),
        "Place": object([
            "place": text, "name": text, "kind": text,
            "answers": list(
                of: object([
                    "status": text, "records": list(of: text), "percent": ["type": "number"],
                ])
            ),
        ]),
        "State": object(
            [
                "version": text,
                "zones": list(
                    of: object(
                        ["name": text, "id": text, "source": word("file", "store", "given")],
                        optional: ["id"]
                    )
                ),
                "database": object(["file": text, "date": text]),
                "workers": number, "addresses": list(of: text), "seed": number,
                "uptime_seconds": number,
            ],
            optional: ["database"]
        ),
        "Queries": object(["queries": list(of: reference("Query"))]),
        "Query": object(
            [
                "number": number, "time": number, "client": text, "transport": word("udp", "tcp"),
                "client_subnet": text, "name": text, "type": text,
                "reply": word(
                    "answer",
                    "no_data",
                    "name_error",
                    "referral",
                    "truncated",
                    "error",
                    "dropped"
                ),
                "status": text, "answer": list(of: text), "scope": number, "zone": text,
                "location": text, "network": text, "rule": text, "set_identifier": text,
            ],
            optional: [
                "client_subnet", "name", "type", "status", "scope", "zone", "network", "rule",
                "set_identifier",
            ]
        ),
        "Health": object([
            "checks": list(
                of: object([
                    "id": text, "health": word("healthy", "unhealthy"),
                    "forced": word("healthy", "unhealthy", "automatic"),
                ])
            )
        ]),
        "ForcedHealth": object(["health": word("healthy", "unhealthy", "automatic")]),
    ]
}
