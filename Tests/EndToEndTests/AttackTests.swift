import Foundation
import TestSupport
import Testing

/// The real server under attack, in network namespaces that nothing leaves. The Python modules in
/// `attacks` make the namespaces, attack, and ask as well-behaved clients do.
@Suite(
    "Under attack",
    .serialized,
    .enabled(if: getuid() == 0, "SKIPPED: only root can make namespaces")
)
struct AttackTests {
    enum Attack: String, CaseIterable {
        /// Names that do not exist, asked for from real addresses.
        case randomNames = "random_names"
        /// Long answers, asked for in the name of a victim, and of networks at random.
        case forgedSources = "forged_sources"
        /// Connections that say nothing, or do not come to an end, or do not take their replies.
        case slowTCP = "slow_tcp"
        /// Connections that are begun in the name of others.
        case halfOpen = "half_open"
    }

    private let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        let texts = ["A", "B", "C"].map { String(repeating: $0, count: 240) }
        try workspace.write(
            "zones/example.com.yaml",
            """
            zone: example.com
            records:
              www: {A: 198.51.100.99}
              big: {TXT: [\(texts.joined(separator: ", "))]}
            """
        )
    }

    @Test(
        "well-behaved clients are answered, and nobody gains by the attack",
        arguments: Attack.allCases
    )
    func survived(_ attack: Attack) throws {
        let figures = try figures(of: attack, "rate_limit: on")
        #expect(figures.breaches(in: attack).isEmpty, "\(figures)")
    }

    @Test(
        "without the protection this is seen",
        arguments: [
            (.randomNames, "rate_limit: off", [], "whole replies"),
            (.forgedSources, "rate_limit: off", [], "octets to the victim"),
            (
                .forgedSources, "rate_limit: {slip: 1, responses_per_second: 100000}", [],
                "octets to the victim"
            ),
            (.slowTCP, "tcp: {buffers_mib: 1024}", [], "memory"),
            (.halfOpen, "rate_limit: on", ["no-syncookies"], "stream"),
        ] as [(Attack, String, [String], String)]
    )
    func unprotected(_ attack: Attack, _ line: String, _ options: [String], _ breach: String) throws
    {
        let figures = try figures(of: attack, line, options)
        #expect(figures.breaches(in: attack).contains { $0.hasPrefix(breach) }, "\(figures)")
    }

    private func figures(of attack: Attack, _ line: String, _ options: [String] = []) throws
        -> AttackFigures
    {
        let config = try workspace.write(
            "meridian.yaml",
            "listen: [\"192.0.2.1:53\"]\nworkers: 1\nzones: [zones/]\n\(line)\n"
        )
        let script = Checkout.path("Tests/EndToEndTests/attacks/attack.py")
        let run = try OtherProgram(
            "/usr/bin/unshare",
            [
                "--net", try Checkout.python(), "-B", script, Product.meridian, config,
                attack.rawValue,
            ] + options
        )
        try #require(run.status == 0, "\(run.output)\(run.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let figures = try decoder.decode(AttackFigures.self, from: Data(run.output.utf8))
        print("\(attack.rawValue), \(line): \(run.output)", terminator: "")
        return figures
    }
}

/// What an attack has come to.
private struct AttackFigures: Decodable {
    let plain: Account
    /// A neighbour of the victim, who has shown a cookie.
    let withCookie: Account
    /// Over TCP, with a connection for each query.
    let stream: Account?
    let attack: Gain
    let memoryBefore: Int
    let memoryMost: Int

    struct Account: Decodable {
        let sent: Int
        let answered: Int

        var isWellServed: Bool { sent > 50 && answered * 100 >= sent * 99 }
    }

    struct Gain: Decodable {
        let sent: Int
        /// Replies to the attacker that were not truncated.
        let whole: Int?
        let octetsForVictim: Int?
        let octetsToVictim: Int?
    }

    private static let mostMemory = 20 << 20
    /// Of one network, over the whole attack of five seconds: 200 at once, 200 per second; some more
    /// for a busy machine, on which it takes longer.
    private static let mostWholeReplies = 200 * 8
    /// Less is not worth an attack: it has to be far more than was sent.
    private static let leastPackets = 2_000

    /// What should not be.
    func breaches(in attack: AttackTests.Attack) -> [String] {
        var breaches: [String] = []
        for (name, account) in [("plain", plain), ("with_cookie", withCookie)]
        where !account.isWellServed {
            breaches.append("\(name): \(account)")
        }
        if let stream, !stream.isWellServed { breaches.append("stream: \(stream)") }
        if memoryMost - memoryBefore > Self.mostMemory { breaches.append("memory: \(memoryMost)") }
        if self.attack.sent < Self.leastPackets { breaches.append("the attack was none") }
        switch attack {
        case .randomNames:
            let whole = self.attack.whole ?? .max
            if whole > Self.mostWholeReplies { breaches.append("whole replies: \(whole)") }
        case .forgedSources:
            let (sent, got) = (self.attack.octetsForVictim ?? 0, self.attack.octetsToVictim ?? .max)
            if got > sent { breaches.append("octets to the victim: \(got) for \(sent)") }
        case .slowTCP, .halfOpen:
            if stream == nil { breaches.append("stream: nobody asked") }
        }
        return breaches
    }
}
