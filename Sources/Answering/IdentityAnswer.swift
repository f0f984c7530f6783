// RFC 4892: `dig CH TXT id.server` and its relatives.

internal import DNSWire

/// The identity names that have a text, and their texts.
struct IdentityTable: ~Copyable, Sendable {
    private let octets: FlatArray<UInt8>
    private let entries: FlatArray<Entry>
    let view: View

    fileprivate struct Entry: BitwiseCopyable, Sendable {
        let name: FlatRange
        /// RDATA of the TXT record.
        let text: FlatRange
    }

    init(_ options: AnswerOptions) {
        var octets: [UInt8] = []
        var entries: [Entry] = []
        let texts = [
            (["id", "server"], options.serverID), (["hostname", "bind"], options.serverID),
            (["version", "server"], options.version), (["version", "bind"], options.version),
        ]
        for (labels, text) in texts {
            guard let text else { continue }
            let name: [UInt8] = labels.reduce(into: []) { wire, label in
                wire.append(UInt8(label.utf8.count))
                wire += label.utf8
            }
            // RFC 1035 §3.3.14: one character-string holds 255 octets; a longer text is cut off.
            let string = text.utf8.prefix(255)
            let start = octets.count
            octets += name
            octets.append(0)
            octets.append(UInt8(string.count))
            octets += string
            entries.append(
                Entry(
                    name: FlatRange(start: UInt32(start), count: UInt32(name.count + 1)),
                    text: FlatRange(
                        start: UInt32(start + name.count + 1),
                        count: UInt32(string.count + 1)
                    )
                )
            )
        }
        // Names are compared in whole words: there must be something behind the last one.
        octets += [UInt8](repeating: 0, count: MemoryLayout<UInt64>.size)
        self.octets = FlatArray(octets)
        self.entries = FlatArray(entries)
        view = View(octets: self.octets.view, entries: self.entries.view)
    }

    struct View: BitwiseCopyable, Sendable {
        let octets: FlatView<UInt8>
        fileprivate let entries: FlatView<Entry>

        /// Where the RDATA for `name` stands in `octets`; nil if the name has none.
        func text(for name: borrowing QueryName) -> Range<Int>? {
            for index in 0..<entries.count {
                let entry = entries[index]
                let start = Int(entry.name.start)
                if name.length == Int(entry.name.count),
                    octets.matches(name, from: 0, length: name.length, at: start)
                {
                    return entry.text.indices
                }
            }
            return nil
        }
    }
}

/// Answers with the configured text, or REFUSED where none is.
@inline(never)
func answerIdentity(
    _ query: Query,
    _ message: Span<UInt8>,
    _ identities: IdentityTable.View,
    _ draft: inout ReplyDraft
) {
    var memory = NameMemory()
    var name = memory.name
    name.load(questionOf: message, query)
    guard let text = identities.text(for: name), query.type == .txt || query.type == .any else {
        draft.refuse(.refused, .prohibited)
        return
    }
    draft.isAuthoritative = true
    draft.replyClass = .answer
    if !draft.appendText(identities.octets, text, class: .ch) { draft.truncate() }
}
