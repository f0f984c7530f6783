/// JSON whose members have an order.
indirect enum JSONTree {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSONTree])
    case object([(key: String, value: JSONTree)])

    /// As the AWS CLI prints it: four spaces for each level, and text that is not ASCII as it is.
    var text: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .text(let value): text += Self.quoted(value)
        case .number(let value): text += String(value)
        case .flag(let value): text += value ? "true" : "false"
        case .list(let items):
            Self.write("[", "]", items.count, to: &text, indent) { index, text, indent in
                items[index].write(to: &text, indent: indent)
            }
        case .object(let members):
            Self.write("{", "}", members.count, to: &text, indent) { index, text, indent in
                text += "\(Self.quoted(members[index].key)): "
                members[index].value.write(to: &text, indent: indent)
            }
        }
    }

    private static func write(
        _ open: String,
        _ close: String,
        _ count: Int,
        to text: inout String,
        _ indent: Int,
        _ item: (_ index: Int, _ text: inout String, _ indent: Int) -> Void
    ) {
        guard count > 0 else {
            text += open + close
            return
        }
        let space = String(repeating: " ", count: indent)
        text += open
        for index in 0..<count {
            text += index == 0 ? "\n" : ",\n"
            text += "\(space)    "
            item(index, &text, indent + 4)
        }
        text += "\n\(space)\(close)"
    }

    /// RFC 8259 §7; what YAML would not read as it is (YAML 1.1 §5.1) is written by number, too.
    private static func quoted(_ value: String) -> String {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{8}": quoted += "\\b"
            case "\u{c}": quoted += "\\f"
            case "\0"..<" ", "\u{7f}"..."\u{9f}", "\u{feff}", "\u{fffe}", "\u{ffff}":
                quoted += "\\u" + ("000" + String(scalar.value, radix: 16)).suffix(4)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
