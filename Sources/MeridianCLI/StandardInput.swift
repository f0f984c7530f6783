import Dispatch
import Foundation
import Synchronization

/// Standard input, line by line, of a process whose parent talks to it, and closes it in the end:
/// at the latest by ending itself, in whatever way.
struct StandardInput: Sendable {
    private static let descriptor: Int32 = 0

    /// Nil if nobody is at the other end: it is `/dev/null`, or was never open. To be asked before
    /// anything is opened, which could take its number.
    init?() {
        do {
            let target = try FileManager.default
                .destinationOfSymbolicLink(atPath: "/proc/self/fd/\(Self.descriptor)")
            guard target != "/dev/null" else { return nil }
        } catch {
            return nil
        }
    }

    /// Tells every line, and the end. A terminal that refuses to be read tells nothing.
    func follow(line: @escaping @Sendable (String) -> Void, end: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "standard input")
        let channel = DispatchIO(type: .stream, fileDescriptor: Self.descriptor, queue: queue) {
            _ in
        }
        channel.setLimit(lowWater: 1)
        let lines = LineSplitter(tell: line)
        channel.read(offset: 0, length: .max, queue: queue) { isDone, data, code in
            if let data { lines.append(data) }
            guard isDone, code == 0 else { return }
            lines.finish()
            end()
        }
    }

    private final class LineSplitter: Sendable {
        private let rest = Mutex<[UInt8]>([])
        private let tell: @Sendable (String) -> Void

        init(tell: @escaping @Sendable (String) -> Void) { self.tell = tell }

        func append(_ data: DispatchData) {
            for octet in data {
                guard octet == UInt8(ascii: "\n") else {
                    rest.withLock { $0.append(octet) }
                    continue
                }
                finish()
            }
        }

        /// What has come since the last line is one too, if there is anything.
        func finish() {
            let line = rest.withLock { rest in
                defer { rest = [] }
                return String(decoding: rest, as: UTF8.self)
            }
            if !line.isEmpty { tell(line) }
        }
    }
}
