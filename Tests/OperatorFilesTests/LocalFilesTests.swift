import Foundation
import OperatorFiles
import TestSupport
import Testing

@Suite("Reading the operator's files")
struct LocalFilesTests {
    @Test("a file is read whole, through symbolic links too")
    func reads() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("x", "text")
        let link = directory.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(try LocalFiles.read(path) == Array("text".utf8))
        #expect(try LocalFiles.read(link) == Array("text".utf8))
    }

    @Test(
        "what cannot be read is refused with the reason",
        arguments: [
            ("missing", "there is no such file"), ("sub/missing/x", "there is no such file"),
            ("sub/x/below", "part of the path is a file, not a directory"),
            ("sub", "it is a directory"), ("pipe", "it is not a regular file"),
        ]
    )
    func refuses(_ name: String, _ reason: String) throws {
        let directory = try TemporaryDirectory()
        try directory.file("sub/x", "")
        #expect(try OtherProgram("/usr/bin/mkfifo", [directory.path + "/pipe"]).status == 0)
        let path = "\(directory.path)/\(name)"
        #expect(throws: FileFailure(path: path, reason: reason)) { try LocalFiles.read(path) }
    }

    @Test("a directory lists its entries in order")
    func lists() throws {
        let directory = try TemporaryDirectory()
        for name in ["b", "a", "C"] { try directory.file(name, "") }
        #expect(try LocalFiles.isDirectory(directory.path))
        #expect(try LocalFiles.entries(ofDirectory: directory.path).map(\.name) == ["C", "a", "b"])
        let missing = directory.path + "/missing"
        #expect(throws: FileFailure(path: missing, reason: "there is no such file")) {
            try LocalFiles.entries(ofDirectory: missing)
        }
    }
}
