import ArgumentParser
import Foundation
import MeridianKit

// Argument parsing has exit codes of its own; these are Meridian's.
do {
    var command = try MeridianCommand.parseAsRoot()
    try command.run()
} catch let failure as CommandFailure {
    StandardError.write(failure.message)
    exit(failure.exitStatus.rawValue)
} catch let error as MeridianError {
    StandardError.write("\(error)")
    exit(ExitStatus(error).rawValue)
} catch {
    let text = MeridianCommand.fullMessage(for: error)
    guard MeridianCommand.exitCode(for: error).isSuccess else {
        StandardError.write(text)
        exit(ExitStatus.usage.rawValue)
    }
    print(text)
}
