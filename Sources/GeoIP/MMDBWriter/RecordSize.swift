/// Bits of one record of the search tree. A node is two records.
package enum RecordSize: UInt16, CaseIterable {
    case bits24 = 24
    case bits28 = 28
    case bits32 = 32

    /// The smallest size that holds the value.
    package init?(fitting value: Int) {
        guard let size = Self.allCases.first(where: { value < 1 << Int($0.rawValue) }) else {
            return nil
        }
        self = size
    }

    package var octetsPerNode: Int { Int(rawValue) / 4 }

    /// Appends a node.
    package func append(_ left: UInt32, _ right: UInt32, to file: inout [UInt8]) {
        switch self {
        case .bits24:
            appendLow24(of: left, to: &file)
            appendLow24(of: right, to: &file)
        case .bits28:
            // The octet in the middle holds the high four bits of both.
            appendLow24(of: left, to: &file)
            file.append(UInt8(left >> 24) << 4 | UInt8(right >> 24))
            appendLow24(of: right, to: &file)
        case .bits32:
            for record in [left, right] {
                file.append(UInt8(record >> 24))
                appendLow24(of: record, to: &file)
            }
        }
    }

    private func appendLow24(of record: UInt32, to file: inout [UInt8]) {
        file.append(UInt8(truncatingIfNeeded: record >> 16))
        file.append(UInt8(truncatingIfNeeded: record >> 8))
        file.append(UInt8(truncatingIfNeeded: record))
    }
}
