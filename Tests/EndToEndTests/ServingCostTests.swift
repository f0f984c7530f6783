import Foundation
import TestSupport
import Testing

/// What a UDP worker does around the answer path, counted by callgrind in the real server. Only
/// the release build is free of reference counting.
@Suite("The cost of serving over UDP", .serialized)
struct ServingCostTests {
    #if DEBUG
        private static let isOptimised = false
    #else
        private static let isOptimised = true
    #endif
    private static let queries = 4096

    @Test(
        "no query costs an atomic read-modify-write, a lock, an allocation or a reference count",
        .enabled(if: isOptimised, "the debug build counts references")
    )
    func nothingShared() throws {
        let workspace = try Workspace()
        // Until the end: the program, which stands there, is disassembled.
        defer { withExtendedLifetime(workspace) {} }
        let threads = try Self.profiles(in: workspace)
        let isWorker = { (thread: InstructionProfile) in thread.calls["linux_batch_receive"] != nil
        }
        let worker = try #require(threads.first(where: isWorker))
        let batches = worker.calls["recvmmsg", default: 0]
        try #require(worker.calls["endpoint_read", default: 0] >= Self.queries)
        // What is done per batch stays far below these bounds, what is done per query does not.
        try #require(batches < Self.queries / 16)
        let bound = Self.queries / 2
        for name in ["swift_retain", "swift_release", "swift_allocObject", "malloc", "free"] {
            #expect(worker.calls[name, default: 0] < bound, "\(name)")
        }
        #expect(worker.calls["pthread_mutex_lock", default: 0] < bound)
        let locked = try worker.lockedInstructions()
        print("\(Self.queries) queries, \(batches) receive calls, \(locked) locked instructions")
        #expect(locked < bound)
        // Setting up is full of them: if none were seen here, none could be seen above.
        let others = try threads.filter { !isWorker($0) }.map { try $0.lockedInstructions() }
        #expect(others.reduce(0, +) > 10_000)
    }

    /// One profile for each thread of a server that has answered `queries` queries, in full batches.
    private static func profiles(in workspace: Workspace) throws -> [InstructionProfile] {
        try workspace.writeExampleZone()
        // Valgrind 3.19 cannot read the debug information of Swift 6.3.
        let program = "\(workspace.path)/meridian"
        let strip = try OtherProgram(
            "/usr/bin/env",
            ["objcopy", "--strip-debug", Product.meridian, program]
        )
        try #require(strip.status == 0, "\(strip.errors)")
        let server = try RunningServer(
            config: try workspace.configure(),
            program: [
                "valgrind", "--tool=callgrind", "--separate-threads=yes", "--dump-instr=yes",
                "--compress-strings=no", "--compress-pos=no",
                "--callgrind-out-file=\(workspace.path)/profile", program,
            ]
        )
        _ = try server.dig("www.example.com", "CNAME")
        try server.holdUp {
            // Each `printf` is a datagram: a query for www.example.com A.
            let query = #"\0\1\1\0\0\1\0\0\0\0\0\0\3www\7example\3com\0\0\1\0\1"#
            let script = """
                exec 3<>/dev/udp/127.0.0.1/\(server.port)
                for ((i = 0; i < \(queries); i++)); do printf '\(query)' >&3; done
                """
            let sender = try OtherProgram("/bin/bash", ["-c", script])
            try #require(sender.status == 0, "\(sender.errors)")
        }
        // Stopping answers what has arrived.
        try #require(try server.end(with: SIGTERM) == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path)
        return try names.filter { $0.hasPrefix("profile-") }.map { name in
            let path = "\(workspace.path)/\(name)"
            return InstructionProfile(text: try String(contentsOfFile: path, encoding: .utf8))
        }
    }
}

/// How often each instruction was executed, and each function called, in one thread.
private struct InstructionProfile {
    private(set) var calls: [String: Int] = [:]
    /// By object file, and address in it.
    private var executed: [String: [UInt64: Int]] = [:]

    /// Reads callgrind's profile format, without its compressions. The line after `calls=` is not
    /// a cost of the instruction itself.
    init(text: String) {
        var object = ""
        var callee = ""
        var isInclusive = false
        for line in text.utf8.split(separator: UInt8(ascii: "\n")).map({ Substring($0) }) {
            if line.hasPrefix("ob=") {
                object = String(line.dropFirst(3))
            } else if line.hasPrefix("cfn=") {
                callee = String(line.dropFirst(4))
            } else if line.hasPrefix("calls=") {
                let count = Int(line.dropFirst(6).prefix { $0 != " " }) ?? 0
                calls[callee, default: 0] += count
                isInclusive = true
            } else if line.hasPrefix("0x") {
                let fields = line.dropFirst(2).split(separator: " ")
                if !isInclusive, fields.count == 3, let address = UInt64(fields[0], radix: 16) {
                    executed[object, default: [:]][address, default: 0] += Int(fields[2]) ?? 0
                }
                isInclusive = false
            }
        }
    }

    /// How many of them held the processor's bus or a cache line: those with the prefix `lock`,
    /// and exchanges with memory, which have it without saying so.
    func lockedInstructions() throws -> Int {
        var count = 0
        for (object, instructions) in executed where object.hasPrefix("/") {
            let script = #"objdump -d --no-show-raw-insn "$0" | grep -E '\s(lock |xchg .*\()'"#
            let listing = try OtherProgram("/bin/sh", ["-c", script, object])
            try #require(listing.errors.isEmpty, "\(listing.errors)")
            for line in listing.lines {
                let address = line.drop { $0 == " " }.prefix { $0 != ":" }
                count += UInt64(address, radix: 16).flatMap { instructions[$0] } ?? 0
            }
        }
        return count
    }
}
