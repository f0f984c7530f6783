/// A response as it came over the wire.
struct HTTPAnswer: Sendable {
    let status: Int
    /// By name, in lower case.
    let fields: [String: String]
    let body: String

    /// The first response in these octets, and its length; nil as long as it is not whole.
    static func first(in octets: [UInt8]) -> (HTTPAnswer, length: Int)? {
        let end = Array("\r\n\r\n".utf8)
        guard let head = octets.firstRange(of: end) else { return nil }
        let lines = String(decoding: octets[..<head.lowerBound], as: UTF8.self).split(
            separator: "\r\n"
        )
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ": ", maxSplits: 1)
            fields[parts[0].lowercased()] = parts.count > 1 ? String(parts[1]) : ""
        }
        let length = head.upperBound + (fields["content-length"].flatMap { Int($0) } ?? 0)
        guard octets.count >= length, let status = lines.first?.split(separator: " ")[1] else {
            return nil
        }
        let answer = HTTPAnswer(
            status: Int(status) ?? 0,
            fields: fields,
            body: String(decoding: octets[head.upperBound..<length], as: UTF8.self)
        )
        return (answer, length)
    }

    /// The text of the first element of this name; nil if there is none.
    func text(of element: String) -> String? {
        guard let start = body.firstRange(of: "<\(element)>"),
            let end = body[start.upperBound...].firstRange(of: "</\(element)>")
        else { return nil }
        return String(body[start.upperBound..<end.lowerBound])
    }

    var code: String? { text(of: "Code") }
    var message: String? { text(of: "Message") }
}
