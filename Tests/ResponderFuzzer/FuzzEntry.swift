// Unsafe file: libFuzzer's entry point. `scripts/fuzz` builds and runs it.

import Addressing
import Answering
import TestSupport

/// The world that the fuzzer's messages are asked of.
private let state: ServingState = {
    do {
        return try SampleWorld.state()
    } catch {
        preconditionFailure("\(error)")
    }
}()

/// The first octet chooses the transport, the rest is the message.
@_cdecl("LLVMFuzzerTestOneInput")
public func answerFuzzedMessage(_ octets: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // SAFETY: libFuzzer gives `count` readable octets; they are copied before it takes them back.
    let input = unsafe Array(UnsafeBufferPointer(start: octets, count: count))
    guard let first = input.first else { return 0 }
    let transport: AnswerContext.Transport = first & 1 == 0 ? .udp : .tcp(idleTimeout: 100)
    let query = Array(input.dropFirst())
    let (reply, outcome) = state.reply(to: query, from: .ipv4(0xc000_0201), over: transport)
    do {
        _ = try ReplyRules.check(
            reply,
            to: query,
            outcome,
            over: transport,
            udpSize: state.options.udpSize
        )
    } catch {
        preconditionFailure("\(error)")
    }
    return 0
}
