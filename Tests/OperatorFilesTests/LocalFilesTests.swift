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

    @Test("a file whose size says nothing is read whole, but not without end")
    func unsized() throws {
        let whole = try LocalFiles.read("/proc/self/maps")
        #expect(whole.count > 1000)
        #expect(whole.last == UInt8(ascii: "\n"))
        let endless = "/proc/self/pagemap"
        #expect(throws: FileFailure(path: endless, reason: "File too large")) {
            try LocalFiles.read(endless)
        }
    }

    @Test("no more than one octet is read beyond the size that a file has had", arguments: 1...12)
    func grown(_ size: Int) throws {
        let directory = try TemporaryDirectory()
        let file = try FileDescriptor(reading: directory.file("x", "0123456789"))
        let octets = try file.contents(expecting: size)
        #expect(octets == Array("0123456789".utf8.prefix(size + 1)))
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
