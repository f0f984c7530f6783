import OperatorConfiguration
import TestSupport
import Testing

@Suite("Reading the cookie secret")
struct CookieSecretTests {
    @Test("32 hexadecimal digits are 16 octets")
    func good() throws {
        try withFile("00112233445566778899aAbBcCdDeEfF\n") { path in
            let secret = try CookieSecret.read(path)
            #expect(secret == (0...15).map { UInt8($0 * 0x11) })
        }
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "001122", String(repeating: "0", count: 34), String(repeating: "g", count: 32),
            "+0" + String(repeating: "0", count: 30),
        ]
    )
    func bad(_ text: String) throws {
        try withFile(text) { path in
            let error = #expect(throws: ConfigurationError.self) { try CookieSecret.read(path) }
            #expect(error?.problems == [.cookieSecret(path: path)])
        }
    }

    @Test("a missing file is named")
    func missing() {
        #expect(throws: ConfigurationError.self) { try CookieSecret.read("/nonexistent/secret") }
    }

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let directory = try TemporaryDirectory()
        try body(directory.file("secret", text))
    }
}
