import TestSupport
import Testing

@Suite("Health that somebody wants")
struct ForcedHealthTests {
    private let workspace: Workspace
    private let config: String

    init() throws {
        workspace = try Workspace()
        try workspace.write(
            "zones/example.com.yaml",
            """
            zone: example.com
            records:
              www:
                A:
                  failover:
                    primary: {health: web, value: 192.0.2.1}
                    secondary: 192.0.2.2
            """
        )
        // Only AWS sees the alarm, so that nothing but force changes what it is.
        config = try workspace.configure(
            "zones: [zones/]",
            "health_checks:",
            "  web: {cloudwatch_alarm: {region: us-east-1, name: web}, without_data: healthy}"
        )
    }

    @Test("the command line forces a check, and standard input forces it and lets it go")
    func forced() throws {
        let server = try ServerUnderTest("--config=\(config)", "--force-health=web=unhealthy")
        #expect(try server.dig("www.example.com", "+short") == "192.0.2.2\n")
        #expect(
            try server.ask("health") == #"{"checks":{"web":"unhealthy"},"event":"health"}"# + "\n"
        )
        #expect(
            try server.ask("health web healthy")
                == #"{"checks":{"web":"healthy"},"event":"health"}"# + "\n"
        )
        #expect(try server.dig("www.example.com", "+short") == "192.0.2.1\n")
        for state in ["unhealthy", "automatic"] { _ = try server.ask("health web \(state)") }
        #expect(try server.dig("www.example.com", "+short") == "192.0.2.1\n")
    }

    @Test(
        "words that make no sense are refused",
        arguments: [
            ("health web", "expected a health check, and what it is to be"),
            ("health web ill", "expected one of: healthy, unhealthy, automatic"),
            ("health db healthy", #"found the health check \"db\", expected one of: web"#),
        ]
    )
    func commands(_ command: String, _ message: String) throws {
        let server = try ServerUnderTest("--config=\(config)")
        let answer = try server.ask(command)
        #expect(answer.contains(#""event":"error""#))
        #expect(answer.contains(message), "\(answer)")
    }

    @Test(
        "and so they are on the command line",
        arguments: [
            ("web", #"found "web", expected a health check and what it is to be"#),
            ("web=ill", #"found "ill", expected one of: healthy, unhealthy, automatic"#),
            ("db=healthy", #"found the health check "db", expected one of: web"#),
        ]
    )
    func options(_ word: String, _ message: String) throws {
        let result = try Command.run(
            Product.meridian,
            ["serve", "--test", "--config=\(config)", "--force-health=\(word)"]
        )
        #expect(result.status == 2)
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
