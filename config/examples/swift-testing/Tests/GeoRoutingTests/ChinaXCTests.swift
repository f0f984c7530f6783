import MeridianTesting
import XCTest

/// The same with XCTest.
final class ChinaXCTests: XCTestCase {
    func testTarget() async throws {
        let server = try await TestServer(
            zones: [ChinaTests.zone],
            networks: ["198.51.100.0/24": "CN"]
        )
        let answer = try dig(server, "www.example.com", "+subnet=198.51.100.0/24")
        XCTAssertEqual(answer, "abc.cloudfront.cn.")
        XCTAssertEqual(server.queries.map(\.location), ["CN"])
        await server.stop()
    }
}
