import Dispatch
import Foundation
import OperatorFiles
import TestSupport
import Testing

@Suite("Telling versions of a file apart")
struct FileInspectorTests {
    /// To whom every file is old, and to whom every file is young.
    private let late = FileInspector { 4_000_000_000 }
    private let early = FileInspector { 0 }

    @Test("a file that did not change is confirmed, young or old")
    func unchanged() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", "text")
        for inspector in [late, early] {
            let version = try inspector.read(path).1
            #expect(inspector.version(of: path) == version)
            #expect(inspector.confirmed(version, of: path) == version)
        }
        let missing = directory.path + "/missing"
        #expect(late.version(of: missing) == .missing)
        #expect(late.confirmed(.missing, of: missing) == .missing)
    }

    @Test("a file with another size, another inode, or none any more, is another")
    func changed() throws {
        let directory = try TemporaryDirectory()
        for inspector in [late, early] {
            for change in ["grow", "replace", "remove"] {
                let path = try directory.file("x", "text")
                let version = inspector.version(of: path)
                switch change {
                case "grow": try directory.file("x", "longer text")
                case "replace":
                    let other = try directory.file("y", "test")
                    #expect(try OtherProgram("/bin/mv", [other, path]).status == 0)
                default: try FileManager.default.removeItem(atPath: path)
                }
                #expect(inspector.confirmed(version, of: path) == nil, "\(change)")
            }
            let path = directory.path + "/new"
            try directory.file("new", "text")
            #expect(inspector.confirmed(.missing, of: path) == nil)
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("a young file is known by its content, whatever the signature says")
    func young() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", "text")
        let version = early.version(of: path)
        // The same length, in the same file: often in the same tick of the clock, too.
        for _ in 0..<20 {
            try directory.file("x", "test")
            #expect(early.confirmed(version, of: path) == nil)
            try directory.file("x", "text")
            #expect(early.confirmed(version, of: path) != nil)
        }
        // Once it is old the signature is enough.
        let settled = try #require(late.confirmed(early.version(of: path), of: path))
        #expect(settled == late.version(of: path))
    }

    @Test("a file that changes while it is read is not read half")
    func torn() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", String(repeating: "a", count: 20_000_000))
        let writer = Process()
        writer.executableURL = URL(filePath: "/bin/sh")
        writer.arguments = ["-c", "for i in $(seq 1000000); do printf b >> \"$0\"; done", path]
        let ended = DispatchSemaphore(value: 0)
        writer.terminationHandler = { _ in ended.signal() }
        try writer.run()
        defer {
            kill(writer.processIdentifier, SIGKILL)
            ended.wait()
        }
        let failure = #expect(throws: FileFailure.self) {
            for _ in 0..<200 { _ = try late.read(path) }
        }
        #expect(failure?.reason == "it changes while it is read")
    }
}
