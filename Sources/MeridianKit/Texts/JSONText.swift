internal import Foundation

/// JSON as all commands print it.
enum JSONText {
    /// For values that are made of texts, numbers, lists and flags.
    static func of(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("texts and lists of texts can always be encoded: \(error)")
        }
    }
}
