import DNSWire
import Foundation
import HostedZones
import TestSupport
import Testing

@Suite("Finding zone files")
struct ZoneFileListingTests {
    @Test("a directory is listed by extension, hidden names and all others are passed over")
    func directories() throws {
        let directory = try TemporaryDirectory()
        for name in [
            "a.zone", "b.yaml", "c.yml", "d.json", "part.inc", ".hidden.zone", "sub/e.zone",
        ] {
            try directory.file(name, "")
        }
        let link = directory.path + "/l.zone"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.zone")
        let found = ["a.zone", "b.yaml", "c.yml", "d.json", "l.zone"]
        for spelling in [directory.path, directory.path + "/"] {
            let listing = ZoneFileListing(of: [.path(spelling)])
            #expect(listing.files.keys.sorted() == found.map { "\(directory.path)/\($0)" })
            #expect(listing.links == [link])
            #expect(listing.directories == [spelling])
            #expect(listing.problems == [])
        }
    }

    @Test("what is missing is listed if it is named like a zone file, else it is a problem")
    func missing() throws {
        let directory = try TemporaryDirectory()
        let (file, other) = (directory.path + "/x.zone", directory.path + "/other")
        let listing = ZoneFileListing(of: [.path(file), .path(other)])
        #expect(listing.files.keys.sorted() == [file])
        #expect(listing.unreadable == [other + "/"])
        #expect(
            listing.problems.map(\.description) == [
                "error: \(other): cannot be read: there is no such file"
            ]
        )
    }

    @Test("a zone named for a file in a directory counts for that file, in whatever order")
    func namedInDirectory() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.file("db.zone", "")
        let zone = try DomainName(presentation: "example.com")
        let named = ZoneFileSource.file(zone: zone, path: path)
        for sources in [[named, .path(directory.path)], [.path(directory.path), named]] {
            #expect(ZoneFileListing(of: sources).files == [path: ZoneFile(path: path, zone: zone)])
            #expect(ZoneFileListing.file(at: path, in: sources)?.zone == zone)
        }
    }

    @Test("a single path is found just as a whole listing would have it")
    func singlePaths() throws {
        let directory = try TemporaryDirectory()
        for name in ["a.zone", "part.inc", ".b.zone", "sub/c.zone"] { try directory.file(name, "") }
        let apart = try TemporaryDirectory()
        let sources: [ZoneFileSource] = [
            .path(directory.path), .path(apart.path + "/gone.zone"), .path(apart.path + "/other"),
        ]
        let listing = ZoneFileListing(of: sources)
        for path in [
            "a.zone", "part.inc", ".b.zone", "sub/c.zone", "missing.zone",
        ].map({ "\(directory.path)/\($0)" }) + ["\(apart.path)/gone.zone"] {
            #expect(ZoneFileListing.file(at: path, in: sources) == listing.files[path], "\(path)")
        }
    }
}
