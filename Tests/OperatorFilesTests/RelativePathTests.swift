import Foundation
import OperatorFiles
import TestSupport
import Testing

@Suite("Paths written in files")
struct RelativePathTests {
    @Test(
        "they are relative to the directory of the file, and as short as text can make them",
        arguments: [
            ("zones/", "meridian.yaml", "zones/"),
            ("zones", "config/meridian.yaml", "config/zones"),
            ("../geodb/country.mmdb", "config/meridian.yaml", "geodb/country.mmdb"),
            ("../geodb/country.mmdb", "meridian.yaml", "../geodb/country.mmdb"),
            ("../../x", "a/../meridian.yaml", "../../x"),
            ("../x", "/etc/meridian/meridian.yaml", "/etc/x"),
            ("../../../x", "/etc/meridian.yaml", "/x"),
            ("./a//b/./c", "d/e", "d/a/b/c"), ("/a/../b", "d/e", "/b"), ("..", "d/e", "."),
            ("/", "d/e", "/"), ("../", "a/b/c", "a/"),
        ]
    )
    func resolved(_ path: String, _ file: String, _ expected: String) {
        #expect(RelativePath.resolve(path, in: file) == expected)
    }

    @Test("the parent of a symbolic link is left to the system")
    func symbolicLink() throws {
        let directory = try TemporaryDirectory()
        try directory.file("real/deep/x", "")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path + "/link",
            withDestinationPath: "real/deep"
        )
        let path = RelativePath.resolve("../y", in: directory.path + "/link/meridian.yaml")
        #expect(path == directory.path + "/link/../y")
    }
}
