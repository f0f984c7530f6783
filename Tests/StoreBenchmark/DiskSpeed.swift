import Glibc

/// How fast a disk is that is waited for.
enum DiskSpeed {
    /// As much as SQLite writes for a small transaction.
    private static let pieceSize = 8_192
    private static let measuringTime = Duration.seconds(1)

    struct Failed: Error { let call: String, code: Int32 }

    /// How often a second a little can be appended to a file and waited for until the disk has it.
    static func synchronisationsPerSecond(in directory: String) throws -> Int {
        let path = directory + "/fdatasync-probe"
        // SAFETY: the string lives for the call.
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw Failed(call: "open", code: errno) }
        defer {
            close(file)
            // SAFETY: as above.
            _ = unsafe unlink(path)
        }
        let piece = [UInt8](repeating: 1, count: pieceSize)
        let start = ContinuousClock.now
        var count = 0
        while start.duration(to: .now) < measuringTime {
            // SAFETY: the array lives for the call, and has so many octets.
            let written = unsafe write(file, piece, pieceSize)
            guard written == pieceSize else { throw Failed(call: "write", code: errno) }
            guard fdatasync(file) == 0 else { throw Failed(call: "fdatasync", code: errno) }
            count += 1
        }
        return Int(Double(count) / (start.duration(to: .now) / .seconds(1)))
    }
}
