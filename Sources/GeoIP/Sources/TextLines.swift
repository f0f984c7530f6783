/// The lines of a text file that say something, with their numbers: no comments (`#`), no blanks.
struct TextLines {
    let path: String
    private let octets: [UInt8]
    private var position = 0
    private var number = 0
    /// Comments passed so far, without the `#`.
    private(set) var comments: [String] = []

    struct Line {
        let number: Int
        let fields: [ArraySlice<UInt8>]

        func text(_ field: Int) -> String { String(decoding: fields[field], as: UTF8.self) }
    }

    init(path: String) throws(GeoSourceError) {
        self.path = path
        do throws(FileSystemError) {
            octets = try FileDescriptor(reading: path).contents()
        } catch {
            throw GeoSourceError(path: path, line: 0, problem: .unreadable(error))
        }
    }

    /// The next line, split at commas; white space around fields and quotes of fields are dropped.
    mutating func next() -> Line? {
        while position < octets.count {
            let end = octets[position...].firstIndex(of: UInt8(ascii: "\n")) ?? octets.count
            let line = Self.trimmed(octets[position..<end])
            position = end + 1
            number += 1
            if line.isEmpty { continue }
            if line.first == UInt8(ascii: "#") {
                comments.append(String(decoding: line.dropFirst(), as: UTF8.self))
                continue
            }
            let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            return Line(number: number, fields: fields.map(Self.unquoted))
        }
        return nil
    }

    func error(_ line: Line, _ problem: GeoSourceError.Problem) -> GeoSourceError {
        GeoSourceError(path: path, line: line.number, problem: problem)
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank = { (octet: UInt8) in octet == 0x20 || octet == 0x09 || octet == 0x0d }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    private static func unquoted(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let quote = UInt8(ascii: "\"")
        let field = trimmed(field)
        guard field.count >= 2, field.first == quote, field.last == quote else { return field }
        return field.dropFirst().dropLast()
    }
}
