import Foundation

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
    ///
    /// A thread reads and waits: an event source of Dispatch that goes with the end of its pipe can
    /// take its memory from under an event that is just being told.
    func follow(line: @escaping @Sendable (String) -> Void, end: @escaping @Sendable () -> Void) {
        let thread = Thread {
            var lines = LineSplitter(tell: line)
            do {
                while let data = try FileHandle.standardInput.read(upToCount: Self.portion),
                    !data.isEmpty
                {
                    lines.append(data)
                }
            } catch {
                return
            }
            lines.finish()
            end()
        }
        thread.name = "input"
        thread.start()
    }

    /// How many octets are read at once: Foundation waits until it has all that it was asked for, and a
    /// command is to be answered as soon as its line is there. Commands are short, and few.
    private static let portion = 1

    private struct LineSplitter {
        private var rest: [UInt8] = []
        private let tell: (String) -> Void

        init(tell: @escaping (String) -> Void) { self.tell = tell }

        mutating func append(_ data: Data) {
            for octet in data {
                if octet == UInt8(ascii: "\n") { finish() } else { rest.append(octet) }
            }
        }

        /// What has come since the last line is one too, if there is anything.
        mutating func finish() {
            defer { rest = [] }
            if !rest.isEmpty { tell(String(decoding: rest, as: UTF8.self)) }
        }
    }
}
