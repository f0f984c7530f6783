import HostedZones
import OperatorFiles

/// A zone that is no file's: from the command line, or from a program that has it as a text.
/// It never changes.
struct GivenZone: Sendable, Hashable {
    /// As if it were one: the path is what messages call it.
    let file: ZoneFile
    let content: Content

    enum Content: Sendable, Hashable {
        case text(String)
        case records(RecordLines)
    }

    init(_ records: RecordLines) {
        file = ZoneFile(path: records.label, zone: records.zone)
        content = .records(records)
    }

    init(_ file: ZoneFile, text: String) {
        self.file = file
        content = .text(text)
    }

    /// The zone, and what is wrong with it. `contents` reads the files that a text includes.
    func read(
        _ reader: ZoneFileReader,
        defaults: ZoneDefaults,
        contents: @escaping FileReading
    ) -> ZoneReading {
        switch content {
        case .records(let records):
            return records.read(defaults: defaults)
        case .text(let text):
            return reader.read(file) { path throws(FileFailure) in
                path == file.path ? Array(text.utf8) : try contents(path)
            }
        }
    }
}
