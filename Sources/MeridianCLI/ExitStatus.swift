import ArgumentParser
import Foundation
import MeridianKit

/// What a command tells the shell.
enum ExitStatus: Int32 {
    case good = 0
    case contentRefused = 1
    case usage = 2
    case socket = 3

    init(_ error: MeridianError) {
        self =
            switch error {
            case .refused: .contentRefused
            case .noConfiguration, .usage: .usage
            case .cannotListen, .notPermitted: .socket
            }
    }
}

/// A command that has said all it had to say, or says this, and exits.
struct CommandFailure: Error {
    let exitStatus: ExitStatus
    let message: String
}

enum StandardError {
    static func write(_ text: String) {
        guard !text.isEmpty else { return }
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
