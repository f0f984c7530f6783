import ControlAPI
import HealthChecking
import Route53
import Synchronization
import TestSupport

/// A server with nothing behind its API but an account, which has one hosted zone, `Z1`.
final class TestPlane: ControlPlane {
    private let account = Mutex(TestPlane.account)
    private let generator = Mutex(SeededRandom(seed: 53))

    private static var account: Account {
        var account = Account()
        account.put(
            .hostedZone(
                HostedZoneEntry(
                    id: ID("Z1"),
                    name: "example.com.",
                    callerReference: "one",
                    createdAt: Timestamp(milliseconds: 0),
                    ordinal: 1,
                    nameServers: ["ns1.example.com"]
                )
            )
        )
        return account
    }

    private var context: Route53.RequestContext {
        RequestContext(now: Timestamp(milliseconds: 1_700_000_000_000)) { count in
            self.generator.withLock { generator in
                (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }
        }
    }

    func change<Result: Sendable>(
        _ operation: @escaping Changing<Result>
    ) async throws(AccountError) -> Result {
        let context = context
        let result = account.withLock { account in
            Swift.Result { () throws(AccountError) in try operation(&account, context) }
        }
        return try result.get()
    }

    func read<Result: Sendable>(
        _ operation: @escaping Reading<Result>
    ) async throws(AccountError) -> Result {
        try operation(account.withLock(\.self), context)
    }

    func waitUntilServed(_: ID<ChangeEntry>) async {}

    func healthReport(of _: ID<HealthCheckEntry>) async -> HealthReport? { nil }

    /// There is no DNS here.
    func testAnswer(_: TestAnswerQuestion) async throws(AccountError) -> TestAnswer {
        throw AccountError(.serviceUnavailable, "There is no DNS here.")
    }

    var version: String { "0" }

    func explanation(
        of name: String,
        type: String?,
        from client: String
    ) async throws(OwnProblem) -> String {
        #"{"name": "\#(name)", "type": "\#(type ?? "A")", "from": "\#(client)"}"#
    }

    func coverage(of _: String, type _: String?) async throws(OwnProblem) -> String {
        throw OwnProblem(.notFound, "there is no such zone")
    }

    func stateDocument() async -> String { "{}" }

    func recentQueries(after _: Int?, limit: Int?) async -> String {
        #"{"limit": \#(limit ?? 0)}"#
    }

    func healthDocument() async -> String { "{}" }

    func forceHealth(of _: String, to _: String) async throws(OwnProblem) {}

    func reset() async throws(OwnProblem) {
        account.withLock { $0 = Self.account }
    }
}
