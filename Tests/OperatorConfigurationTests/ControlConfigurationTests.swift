import Addressing
import OperatorConfiguration
import TestSupport
import Testing

@Suite("HTTP and the Route 53 API, in the configuration")
struct ControlConfigurationTests {
    private func parse(_ text: String) throws -> ServerConfiguration {
        try ConfigurationFile.parse(Array(text.utf8), path: "conf/m")
    }

    @Test("every option is read, paths relative to the file")
    func everything() throws {
        let configuration = try parse(
            """
            http: {listen: "192.0.2.1:80"}
            api:
              store: sqlite:data/meridian.db
              credentials:
                - {access_key_id: AKIA1, secret_access_key: a/b+c}
                - {access_key_id: AKIA2, secret_file: keys/second}
              hosts: [DNS.example.net, other]
              requests_per_second: 5
            """
        )
        #expect(configuration.httpListen?.description == "192.0.2.1:80")
        #expect(configuration.api.store == .sqlite(path: "conf/data/meridian.db"))
        #expect(
            configuration.api.credentials == [
                APICredential(accessKeyID: "AKIA1", secret: .text("a/b+c")),
                APICredential(accessKeyID: "AKIA2", secret: .file(path: "conf/keys/second")),
            ]
        )
        #expect(configuration.api.hosts == ["dns.example.net", "other"])
        #expect(configuration.api.requestsPerSecond == 5)
    }

    @Test("nothing is on by default")
    func defaults() throws {
        let configuration = try parse("http:\napi: {store: , credentials: , hosts: }")
        #expect(configuration.httpListen == nil)
        #expect(configuration.api == APIOptions())
    }

    @Test(
        "a bad value is refused where it stands",
        arguments: [
            ("http: {listen: 8053}", #"1:16: found "8053", expected ADDRESS:PORT"#),
            ("http: {port: 1}", #"1:8: found the unknown key "port", expected one of listen"#),
            ("http: {listen: \"0.0.0.0:80\"}", "1:16: found 0.0.0.0:80 without api.credentials"),
            ("http: {listen: \"[::]:80\"}", "1:16: found [::]:80 without api.credentials"),
            ("http: {listen: \"192.0.2.1:80\"}", "expected an address of loopback, or credentials"),
            ("api: {store: meridian.db}", #"1:14: found "meridian.db", expected sqlite: and"#),
            ("api: {store: \"sqlite:\"}", "expected sqlite: and the path of a file"),
            ("api: {store: \"sqlite::memory:\"}", "expected sqlite: and the path of a file"),
            ("api: {store: \"sqlite:data/\"}", "expected sqlite: and the path of a file"),
            ("api: {stare: x}", #"(did you mean "store"?)"#),
            ("api: {credentials: [{}]}", #"1:21: found nothing, expected the key "access_key_id""#),
            (
                "api: {credentials: [{access_key_id: A}]}",
                "1:21: found an access key without a secret, expected one of secret_access_key"
            ),
            (
                "api: {credentials: [{access_key_id: A, secret_access_key: s, secret_file: f}]}",
                "1:21: found two secrets"
            ),
            (
                "api: {credentials: [{access_key_id: A/B, secret_access_key: s}]}",
                #"1:37: found "A/B", expected an access key"#
            ),
            (
                "api: {credentials: [{access_key_id: A, secret_access_key: \"\"}]}",
                #"1:59: found "", expected a secret access key"#
            ),
            (
                """
                api: {credentials: [{access_key_id: A, secret_access_key: s}, {access_key_id: A, \
                secret_access_key: t}]}
                """,
                "1:63: found A again, expected each access key once"
            ),
            ("api: {hosts: [\"a:80\"]}", #"1:15: found "a:80", expected a host name without"#),
            ("api: {requests_per_second: 0}", "expected a whole number from 1 to 1000000"),
        ]
    )
    func refusals(_ text: String, _ part: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(text) }
        let description = error?.description ?? ""
        #expect(description.contains(part), "\(description)")
    }

    @Test("loopback needs no credentials", arguments: ["127.0.0.1:1", "127.9.9.9:0", "[::1]:80"])
    func loopback(_ address: String) throws {
        #expect(try parse("http: {listen: \"\(address)\"}").httpListen?.description == address)
    }

    @Test(
        "a secret access key stands alone in its file",
        arguments: [
            ("secret/+=\n", "secret/+="), ("\nsecret\r\n\n", "secret"), ("", nil), ("a b\n", nil),
            ("a\nb\n", nil),
        ] as [(String, String?)]
    )
    func secretFiles(_ text: String, _ expected: String?) throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("secret", text)
        let credential = APICredential(accessKeyID: "A", secret: .file(path: path))
        guard let expected else {
            let error = #expect(throws: ConfigurationError.self) {
                try SecretAccessKey.read(credential)
            }
            #expect(error?.description.hasPrefix("\(path): found something else") == true)
            return
        }
        #expect(try SecretAccessKey.read(credential) == expected)
    }
}
