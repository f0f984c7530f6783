import Addressing
import Foundation
import GeoIP
import Geography
import TestSupport
import Testing

@Suite("Files that are no location database")
struct DamagedFileTests {
    private func content(_ name: String = "city-24.mmdb") throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: Checkout.fixture(name))))
    }

    /// What reading the file throws.
    private func refusal(_ path: String) -> GeoDatabaseError? {
        #expect(throws: GeoDatabaseError.self) { _ = try GeoDatabase(path: path) }
    }

    @Test("a database cut off anywhere is refused, with its path")
    func truncated() throws {
        let directory = try TemporaryDirectory()
        let whole = try content()
        for length in 1..<whole.count {
            let path = try directory.file("cut.mmdb", Array(whole[..<length]))
            guard case .notMaxMindDB(path: path, _) = refusal(path) else {
                Issue.record("cut after \(length) octets")
                return
            }
        }
    }

    @Test("other content is refused with a sentence that says what was expected")
    func otherContent() throws {
        let directory = try TemporaryDirectory()
        var random = SeededRandom(seed: 1)
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
        let text = "192.0.2.0/24,CN\n"
        for path in [
            try directory.file("noise.mmdb", noise), try directory.file("text.mmdb", text),
            try directory.file("marker.mmdb", [0xab, 0xcd, 0xef] + Array("MaxMind.com".utf8)),
        ] {
            let error = try #require(refusal(path))
            guard case .notMaxMindDB = error else {
                Issue.record("\(error)")
                continue
            }
            #expect(error.description.hasPrefix("\(path): not a MaxMind DB"))
            #expect(error.description.contains("expected a complete .mmdb file"))
        }
    }

    @Test("an empty file, a missing one, a directory and a pipe are refused")
    func noContent() throws {
        let directory = try TemporaryDirectory()
        let empty = try directory.file("empty.mmdb", "")
        #expect(refusal(empty) == .empty(path: empty))
        #expect(refusal(directory.path) == .notRegularFile(path: directory.path))
        let missing = "\(directory.path)/missing.mmdb"
        let error = try #require(refusal(missing))
        guard case .unreadable(path: missing, let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(reason.call == "open" && reason.code == ENOENT)
        #expect(error.description.contains("No such file or directory"))
        let pipe = "\(directory.path)/pipe"
        #expect(try OtherProgram("/usr/bin/mkfifo", [pipe]).status == 0)
        #expect(refusal(pipe) == .notRegularFile(path: pipe))
    }

    @Test("a database without a country in it is refused, with its type")
    func withoutCountries() throws {
        let path = Checkout.fixture("asn.mmdb")
        #expect(refusal(path) == .noLocations(path: path, databaseType: "GeoLite2-ASN"))
    }

    @Test("a tree that leads back to itself is refused")
    func endlessTree() throws {
        let directory = try TemporaryDirectory()
        var looped = try content("ipv4-only.mmdb")
        looped.replaceSubrange(0..<12, with: [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1])
        let loop = try directory.file("loop.mmdb", looped)
        #expect(refusal(loop) == .corrupt(path: loop, reason: "the search tree does not end"))

        // Every node leads twice to the next one: few nodes, and 2 to the 30 ways through them.
        var ladder = try content("ipv4-only.mmdb")
        for node in 0..<30 {
            let next: [UInt8] = [0, 0, UInt8(node + 1)]
            ladder.replaceSubrange(node * 6..<node * 6 + 6, with: next + next)
        }
        let ways = try directory.file("ladder.mmdb", ladder)
        #expect(refusal(ways) == .corrupt(path: ways, reason: "the search tree does not end"))
    }

    @Test("octets overwritten anywhere never crash: the file is read or refused")
    func mutated() throws {
        let directory = try TemporaryDirectory()
        let whole = try content()
        var random = SeededRandom(seed: 7)
        var (read, refused) = (0, 0)
        for _ in 0..<3_000 {
            var mutated = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let position = Int.random(in: 0..<whole.count, using: &random)
                mutated[position] = UInt8.random(in: 0 ... .max, using: &random)
            }
            let path = try directory.file("mutated.mmdb", mutated)
            do throws(GeoDatabaseError) {
                _ = try GeoDatabase(path: path)
                read += 1
            } catch {
                refused += 1
            }
        }
        print("mutated databases: \(read) read, \(refused) refused")
        #expect(read > 100 && refused > 100)
    }

    @Test("a file that is truncated or overwritten in place while it is open harms nothing")
    func changedInPlace() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("open.mmdb", try content())
        let file = try MMDBFile(path: path)
        let address = try #require(IPAddress("192.0.2.1"))
        let before = try #require(try file.lookUp(address).value)
        let record = try file.value(at: before)
        for content in [[], [UInt8](repeating: 0xff, count: 100_000)] as [[UInt8]] {
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data(content))
            try handle.close()
            #expect(try file.lookUp(address).value == before)
            #expect(try file.value(at: before) == record)
        }
    }
}
