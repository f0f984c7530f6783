import Foundation

/// The threads of this process that answer UDP, as the system lists them.
enum WorkerThreads {
    /// Nanoseconds that each has had a processor, by its name (proc(5), schedstat).
    static func processorTime() -> [String: UInt64] {
        let root = "/proc/self/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        var times: [String: UInt64] = [:]
        for thread in threads {
            guard let name = text(of: "\(root)/\(thread)/comm"), name.hasPrefix("dns-udp-"),
                let statistics = text(of: "\(root)/\(thread)/schedstat")
            else { continue }
            times[name] = statistics.split(separator: " ").first.flatMap { UInt64($0) }
        }
        return times
    }

    private static func text(of path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }
}
