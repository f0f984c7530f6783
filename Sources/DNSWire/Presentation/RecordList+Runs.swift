// Records in a run, as fast as may be: nearly all entries of large master files are records whose
// owner, TTL, class and type are words on one line, with nothing special about them. These are read
// in one pass over their octets. Whatever else there is goes the general way, which says the same
// of them.

extension RecordList {
    /// Reads records up to `limit`, a place in the text, or to the first entry that is a directive
    /// or has a mistake. `fields` is before or between entries, and is so again afterwards.
    package mutating func readRecords(_ fields: inout PresentationFields, upTo limit: Int) {
        while fields.position < limit {
            let entry = fields.place
            let mark = mark
            do throws(PresentationError) {
                if try readPlainRecord(&fields) { continue }
            } catch {
                // The general way finds the same mistake, or one in front of it.
            }
            fields.move(to: entry)
            removeAll(behind: mark)
            if fields.skipEmptyLine() { continue }
            do throws(PresentationError) {
                if try readAnyRecord(&fields) { continue }
            } catch {
                // Whoever asks for more of the text finds it again.
            }
            fields.move(to: entry)
            removeAll(behind: mark)
            return
        }
    }

    /// Reads the next entry; false if it is none, or no record.
    private mutating func readAnyRecord(
        _ fields: inout PresentationFields
    ) throws(PresentationError) -> Bool {
        guard fields.beginEntry(), let first = fields.nextWord, !fields.isDirective(first) else {
            return false
        }
        try read(&fields, first)
        return true
    }

    /// Reads the next entry if it begins plainly.
    private mutating func readPlainRecord(
        _ fields: inout PresentationFields
    ) throws(PresentationError) -> Bool {
        guard let head = fields.takePlainHead(of: &self) else { return false }
        try RecordData.transcribe(head.type, from: &fields, to: &data)
        append(head.type, head.ttl, line: head.line, column: head.column)
        return true
    }
}
