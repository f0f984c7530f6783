/// YAML to be written, laid out as a person would: mappings in blocks, short ones and lists on a line.
indirect enum YAMLTree {
    case scalar(String)
    case list([String])
    /// A list with a line for each item.
    case items([YAMLTree])
    /// A mapping with a line for each member.
    case block([YAMLMember])
    /// A mapping on one line, if there is room.
    case flow([YAMLMember])

    /// Lines are not longer than this if they can be parted.
    private static let longestLine = 100

    /// The lines of the members of a mapping.
    static func text(of members: [YAMLMember]) -> String {
        var text = ""
        for member in members { member.value.write(behind: member.key, to: &text, indent: 0) }
        return text
    }

    private func write(behind key: String, to text: inout String, indent: Int) {
        let start = String(repeating: " ", count: indent) + YAMLScalar.text(key, in: .key) + ":"
        let line = line
        let isShort = line.map { start.count + 1 + $0.count <= Self.longestLine } ?? false
        switch self {
        case .scalar(let value): text += "\(start) \(YAMLScalar.text(value, in: .block))\n"
        case .list, .flow:
            if isShort, let line {
                text += "\(start) \(line)\n"
            } else {
                writeBlock(behind: start, to: &text, indent: indent)
            }
        case .items, .block: writeBlock(behind: start, to: &text, indent: indent)
        }
    }

    private func writeBlock(behind start: String, to text: inout String, indent: Int) {
        text += start + "\n"
        switch self {
        case .scalar: break
        case .list(let items):
            let space = String(repeating: " ", count: indent + 2)
            for item in items { text += "\(space)- \(YAMLScalar.text(item, in: .block))\n" }
        case .items(let items):
            let space = String(repeating: " ", count: indent + 2)
            for item in items { text += "\(space)- \(item.line ?? "")\n" }
        case .block(let members), .flow(let members):
            for member in members {
                member.value.write(behind: member.key, to: &text, indent: indent + 2)
            }
        }
    }

    /// The value on one line; nil if it has parts that are laid out in blocks.
    private var line: String? {
        switch self {
        case .scalar(let value): return YAMLScalar.text(value, in: .flow)
        case .list(let items):
            return "[" + items.map { YAMLScalar.text($0, in: .flow) }.joined(separator: ", ") + "]"
        case .items, .block: return nil
        case .flow(let members):
            var parts: [String] = []
            for member in members {
                guard let line = member.value.line else { return nil }
                parts.append("\(YAMLScalar.text(member.key, in: .flow)): \(line)")
            }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }
}

/// A key and what stands behind it.
struct YAMLMember {
    let key: String
    let value: YAMLTree

    init(_ key: String, _ value: YAMLTree) {
        self.key = key
        self.value = value
    }
}
