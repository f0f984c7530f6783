import Foundation

/// A disk that fills up: a small file system of its own, or, where none can be mounted, a limit on how
/// large files may grow.
package enum SmallDisk: CaseIterable, Sendable {
    case mounted
    case mountedForUser
    case limited

    /// In units of 1,024 octets.
    private static let size = 2_048
    private static let ballast = 1_024

    /// The first kind that works here.
    package static func find() throws -> SmallDisk? {
        let directory = try TemporaryDirectory()
        return try allCases.first { disk in
            let command = disk.command(directory.path) + ["/bin/true"]
            return try OtherProgram(command[0], Array(command.dropFirst())).status == 0
        }
    }

    /// What to put before a command, so that it finds a small disk at a directory. The process is the
    /// one that is started, and has its number.
    package func command(_ directory: String) -> [String] {
        let mount = """
            mount -t tmpfs -o size=\(Self.size)k small "$0" \
            && head -c \(Self.ballast)k /dev/zero >"$0/ballast" && exec "$@"
            """
        // Linux kills who writes beyond the limit, unless that signal is ignored.
        let limit = """
            ulimit -S -f \(Self.size - Self.ballast) && trap '' XFSZ && exec "$@"
            """
        return switch self {
        case .mounted: ["/usr/bin/unshare", "-m", "/bin/bash", "-c", mount, directory]
        case .mountedForUser: ["/usr/bin/unshare", "-rm", "/bin/bash", "-c", mount, directory]
        case .limited: ["/bin/bash", "-c", limit, directory]
        }
    }

    /// The directory as this process can reach it.
    package func path(_ directory: String, of process: Int32) -> String {
        self == .limited ? directory : "/proc/\(process)/root\(directory)"
    }

    /// Gives a process that was started with `command` some room again.
    package func makeRoom(_ directory: String, for process: Int32) throws {
        switch self {
        case .mounted, .mountedForUser:
            try FileManager.default.removeItem(atPath: path(directory, of: process) + "/ballast")
        case .limited:
            let arguments = ["--pid", "\(process)", "--fsize=unlimited:"]
            let result = try OtherProgram("/usr/bin/prlimit", arguments)
            guard result.status == 0 else { throw NoRoom(reason: result.errors) }
        }
    }

    package struct NoRoom: Error {
        package let reason: String
    }
}
