internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose client does not take what it has asked for: nothing else ends it, since
/// there is a request in progress.
final class ResponseDeadline: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    /// Responses that have begun and are not with the system whole.
    private var unfinished = 0
    private var closing: Scheduled<Void>?

    init(_ limit: Duration) { self.limit = TimeAmount(limit) }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head:
            unfinished += 1
            if closing == nil { scheduleClosing(context) }
            context.write(data, promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { _ in self.finished(context) }
            context.write(data, promise: written)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { closing?.cancel() }

    private func finished(_ context: ChannelHandlerContext) {
        unfinished -= 1
        closing?.cancel()
        closing = nil
        if unfinished > 0 { scheduleClosing(context) }
    }

    private func scheduleClosing(_ context: ChannelHandlerContext) {
        closing = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            context.close(promise: nil)
        }
    }
}
