internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Route53

/// Reads bodies: no more than there may be, and no longer than it may take.
struct RequestBodyReader: Sendable {
    private let limits: ControlServerOptions.Limits

    init(_ limits: ControlServerOptions.Limits) { self.limits = limits }

    func read(_ request: Request) async throws(Refusal) -> [UInt8] {
        // Without either of them there is none (RFC 9112 §6.3).
        let length = request.headers[.contentLength]
        if length == nil || length == "0", request.headers[.transferEncoding] == nil { return [] }
        if let length {
            guard let octets = Int(length), octets >= 0 else {
                throw Self.refusal(.badRequest, "Content-Length '\(length)' is no length")
            }
            guard octets <= limits.bodyOctets else { throw tooLong }
        }
        switch await collect(request.body) {
        case .whole(let octets): return octets
        case .tooLong: throw tooLong
        case .late:
            throw Self.refusal(
                .requestTimeout,
                "The request did not arrive within \(limits.request.components.seconds) seconds"
            )
        case .broken:
            throw Self.refusal(.badRequest, "The request's body is broken off")
        }
    }

    private enum Outcome: Sendable {
        case whole([UInt8])
        case tooLong
        case late
        case broken
    }

    private func collect(_ body: RequestBody) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { [limits] group in
            group.addTask {
                do {
                    return .whole(Array(buffer: try await body.collect(upTo: limits.bodyOctets)))
                } catch is NIOTooManyBytesError {
                    return .tooLong
                } catch {
                    return .broken
                }
            }
            group.addTask {
                do {
                    try await Task.sleep(for: limits.request)
                    return .late
                } catch {
                    return .broken
                }
            }
            defer { group.cancelAll() }
            return await group.next() ?? .broken
        }
    }

    private var tooLong: Refusal {
        Self.refusal(
            .contentTooLarge,
            "The request's body is longer than \(limits.bodyOctets) octets"
        )
    }

    private static func refusal(_ status: HTTPResponse.Status, _ message: String) -> Refusal {
        Refusal(status, .invalidInput, message, endsConnection: true)
    }
}
