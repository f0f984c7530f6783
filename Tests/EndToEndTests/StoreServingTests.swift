import Foundation
import TestSupport
import Testing

/// The real server with a store, as clients over HTTP and DNS see it.
@Suite("The store of a server", .timeLimit(.minutes(15)))
struct StoreServingTests {
    /// As many as the project promises.
    private static let kills = 200

    private static func script(_ name: String) -> String {
        Checkout.path("Tests/StoreServing/\(name).py")
    }

    @Test("has every change that was answered, whole, in API and DNS, however often it is killed")
    func kills() throws {
        let workspace = try Workspace()
        let run = try Command.run(
            Checkout.python(),
            ["-B", Self.script("kills"), Product.meridian, workspace.path, "\(Self.kills)"]
        )
        try #require(run.status == 0, "\(run.errors)")
        let words = run.output.split(whereSeparator: \.isWhitespace).map(String.init)
        let counts = Dictionary(
            uniqueKeysWithValues: stride(from: 0, to: words.count - 1, by: 2).map {
                (words[$0], Int(words[$0 + 1]) ?? 0)
            }
        )
        print("store: \(words.joined(separator: " "))")
        #expect(counts["killed"] == Self.kills)
        #expect(counts["between-request-and-answer", default: 0] >= 50)
    }

    @Test("refuses changes when the disk is full, and DNS does not notice")
    func fullDisk() throws {
        guard let disk = try SmallDisk.find() else {
            print(
                "SKIPPED: a full disk: neither a file system can be mounted nor files limited here"
            )
            return
        }
        let workspace = try Workspace()
        let place = "\(workspace.path)/disk"
        let run = try Conversation(
            Checkout.python(),
            ["-B", Self.script("full_disk"), Product.meridian, workspace.path]
                + disk.command(place)
        )
        let line = try #require(run.nextLine(), "\(run.errors)")
        let server = try #require(Int32(line.dropFirst("full ".count)))
        try disk.makeRoom(place, for: server)
        try run.say("room")
        #expect(try run.end() == 0, "\(run.errors)")
    }

    @Test("belongs to one server")
    func oneServer() throws {
        let workspace = try Workspace()
        try workspace.configure("http: {listen: \"127.0.0.1:0\"}", "api: {store: \"sqlite:a.db\"}")
        let config = "\(workspace.path)/meridian.yaml"
        let server = try RunningServer(config: config)
        let second = try Command.meridian("serve", "--config", config)
        #expect(second.status == 3)
        #expect(second.errors.contains("a.db: another process uses it"), "\(second.errors)")
        #expect(try server.end(with: SIGTERM) == 0)
    }

    @Test("can be backed up and checked while it is served, and afterwards")
    func maintenance() throws {
        let workspace = try Workspace()
        try workspace.configure("http: {listen: \"127.0.0.1:0\"}", "api: {store: \"sqlite:a.db\"}")
        let config = "\(workspace.path)/meridian.yaml"
        let (copy, empty) = ("\(workspace.path)/copy.db", "0 hosted zones, 0 record sets")
        let server = try RunningServer(config: config)
        let backup = try Command.meridian("store", "backup", "--config", config, copy)
        #expect(backup.status == 0, "\(backup.errors)")
        let check = try Command.meridian("store", "check", "--config", config)
        #expect(check.output.contains("a.db: good: \(empty)"), "\(check.errors)")
        #expect(try server.end(with: SIGTERM) == 0)
        let later = try Command.meridian("store", "check", "--store", copy)
        #expect(later.output.contains("copy.db: good: \(empty)"), "\(later.errors)")
    }

    @Test(
        "is asked for in vain with the exit codes of the design",
        arguments: [
            (["check", "--store", "none.db"], 1, "none.db: there is no such file"),
            (["check", "--store", "text"], 1, "text: is damaged: file is not a database"),
            (["backup", "--store", "none.db", "copy.db"], 1, "none.db: there is no such file"),
            (["check", "--config", "bare.yaml"], 2, "bare.yaml names no api.store"),
            (["backup"], 2, "Missing expected argument"),
        ]
    )
    func refusals(arguments: [String], status: Int32, message: String) throws {
        let workspace = try Workspace()
        try workspace.write("text", "This is a letter to a friend, and not a database at all.")
        try workspace.write("bare.yaml", "listen: [\"127.0.0.1:0\"]\n")
        let run = try OtherProgram(Product.meridian, ["store"] + arguments, in: workspace.path)
        #expect(run.status == status)
        #expect(run.errors.contains(message), "\(run.errors)")
    }
}

/// A program that is talked to in lines.
private final class Conversation {
    private let process = Process()
    private let (input, output, log) = (Pipe(), Pipe(), LogReader())

    init(_ executable: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = log.pipe
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    var errors: String { log.text }

    /// What it says next; nil: it has ended.
    func nextLine() -> String? {
        var line = ""
        while true {
            let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            if text.isEmpty { return nil }
            line += text
            if line.hasSuffix("\n") { return String(line.dropLast()) }
        }
    }

    func say(_ line: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// Waits for its end; its status.
    func end() throws -> Int32 {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
