import Answering
import Server
import Testing

@Suite("Publishing while serving")
struct PublishingTests {
    @Test("every query is answered by the state before or after, and soon by the new one")
    func publish() throws {
        let published = Published(state(version: "0"))
        let server = makeServer(listen: ["127.0.0.1:0"], workers: 2, published: published)
        try server.start()
        defer { server.stop() }
        let address = try #require(server.boundAddresses.first)
        let udp = try LoopbackClient.udp(to: address)
        let tcp = try LoopbackClient.tcp(to: address)
        for number in 1...200 {
            try udp.send(versionQuery)
            try tcp.send(framed(versionQuery))
            published.publish(state(version: "\(number)"))
            let allowed = [version("\(number - 1)"), version("\(number)")]
            #expect(allowed.contains(Array(try udp.receive().suffix(4))))
            #expect(allowed.contains(Array(try tcp.receiveMessage().suffix(4))))
            // What is asked after publishing is answered from the new state.
            try udp.send(versionQuery)
            try tcp.send(framed(versionQuery))
            #expect(Array(try udp.receive().suffix(4)) == version("\(number)"))
            #expect(Array(try tcp.receiveMessage().suffix(4)) == version("\(number)"))
        }
    }

    @Test("idle workers let go of a replaced state, and whoever published it can release it")
    func release() throws {
        let published = Published(state(version: "old"))
        weak let old = published.latest
        let server = makeServer(
            listen: ["127.0.0.1:0", "[::1]:0"],
            workers: 3,
            published: published
        )
        try server.start()
        defer { server.stop() }
        published.publish(state(version: "new"))
        #expect(eventually { published.releaseRetired() == 0 })
        #expect(old == nil)
    }

    /// The end of the reply: the text, padded to three digits, with its length.
    private func version(_ text: String) -> [UInt8] { [3] + Array(padded(text).utf8) }

    private func padded(_ text: String) -> String {
        String(repeating: "0", count: max(0, 3 - text.count)) + text
    }

    private func state(version: String) -> ServingState {
        var options = AnswerOptions()
        options.version = padded(version)
        return emptyState(options: options)
    }
}
