import Foundation

/// A directory for one test, gone when the test is.
final class Workspace {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "meridian-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path + "/zones",
            withIntermediateDirectories: true
        )
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print(error) }
    }

    /// Writes a file below the directory, replacing it whole, and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// A configuration on a free port of loopback.
    @discardableResult
    func configure(_ lines: String...) throws -> String {
        try write(
            "meridian.yaml",
            (["listen: [\"127.0.0.1:0\"]", "workers: 1"] + lines).joined(separator: "\n") + "\n"
        )
    }

    /// The scenario that the project exists for.
    func writeExampleZone(ttl: Int = 300) throws {
        try write("zones/example.com.yaml", Self.exampleZone(ttl: ttl))
    }

    static func exampleZone(ttl: Int) -> String {
        """
        zone: example.com
        records:
          www:
            CNAME:
              ttl: \(ttl)
              geo: {CN: abc.cloudfront.cn, default: xyz.cloudfront.net}
        """
    }
}
