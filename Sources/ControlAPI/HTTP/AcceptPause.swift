internal import NIOCore

/// Has the server wait a moment, and go on, when the system cannot give it a connection: when there
/// are no descriptors left, or no memory. Without it the first such error would end the server.
final class AcceptPause: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    private static let pause = TimeAmount.milliseconds(100)
    private var isPausing = false

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isPausing else { return }
        isPausing = true
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
            self.isPausing = false
            context.read()
        }
    }

    func read(context: ChannelHandlerContext) {
        if !isPausing { context.read() }
    }

    /// In front of everything else that the server's channel does.
    static func install(in channel: any Channel) async throws {
        try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.addHandler(AcceptPause(), position: .first)
        }.get()
    }
}
