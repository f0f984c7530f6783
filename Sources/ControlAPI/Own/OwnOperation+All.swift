internal import Foundation

extension OwnOperation {
    /// Every operation, but those that only a server in test mode has.
    static let usual = [explain, coverage, state, queries, health, forceHealth]
    static let all = usual + [reset]

    private static let name = Parameter.required("name", "A domain name: www.example.com")
    private static let type = Parameter.optional("type", "A record type, A if nothing is said")

    private static let explain = OwnOperation(
        .get,
        "/v1/explain",
        "Why a client gets the answer it gets",
        parameters: [name, type, .required("from", "The address of a client: 198.51.100.7")],
        answer: Schemas.reference("Explanation")
    ) { (request, plane) throws(OwnProblem) in
        try await plane.explanation(
            of: try request.required("name"),
            type: request.parameters["type"],
            from: try request.required("from")
        )
    }

    private static let coverage = OwnOperation(
        .get,
        "/v1/coverage",
        "What every continent, country and subdivision gets",
        parameters: [name, type],
        answer: Schemas.reference("Coverage")
    ) { (request, plane) throws(OwnProblem) in
        try await plane.coverage(
            of: try request.required("name"),
            type: request.parameters["type"]
        )
    }

    private static let state = OwnOperation(
        .get,
        "/v1/state",
        "What is served: zones, location database, versions, workers",
        answer: Schemas.reference("State")
    ) { (_, plane) throws(OwnProblem) in await plane.stateDocument() }

    private static let queries = OwnOperation(
        .get,
        "/v1/queries",
        "The last queries that were recorded, the oldest first",
        parameters: [
            .optional("after", "Only queries with a higher number than this"),
            .optional("limit", "No more than so many, the newest"),
        ],
        answer: Schemas.reference("Queries")
    ) { (request, plane) throws(OwnProblem) in
        await plane.recentQueries(
            after: try request.number("after"),
            limit: try request.number("limit")
        )
    }

    private static let health = OwnOperation(
        .get,
        "/v1/health",
        "Every health check, and what is known of it",
        answer: Schemas.reference("Health")
    ) { (_, plane) throws(OwnProblem) in await plane.healthDocument() }

    private static let forceHealth = OwnOperation(
        .put,
        "/v1/health/{check}",
        "Sets the health of a check from now on, whatever is found",
        parameters: [.path("check", "A HealthCheckId")],
        body: Schemas.reference("ForcedHealth"),
        answer: Schemas.reference("Health")
    ) { (request, plane) throws(OwnProblem) in
        let wanted: ForcedHealthBody
        do {
            wanted = try JSONDecoder().decode(ForcedHealthBody.self, from: Data(request.body))
        } catch {
            throw OwnProblem(
                .invalid,
                #"found another body, expected {"health": "healthy"}, unhealthy or automatic"#
            )
        }
        try await plane.forceHealth(of: try request.required("check"), to: wanted.health)
        return await plane.healthDocument()
    }

    private struct ForcedHealthBody: Decodable { let health: String }

    private static let reset = OwnOperation(
        .post,
        "/v1/reset",
        "Empties the account, forgets queries and forced health; in test mode only",
        answer: Schemas.reference("State")
    ) { (_, plane) throws(OwnProblem) in
        try await plane.reset()
        return await plane.stateDocument()
    }
}
