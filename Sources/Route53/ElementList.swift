/// A list as Route 53's documents write it: an element with one child element for each item, all of
/// the same name. In JSON an object with that one key.
package struct ElementList<Item, Name: ElementName> {
    package var items: [Item]

    package init(_ items: [Item]) { self.items = items }
}

/// Says what the items of a list are called.
package protocol ElementName: Sendable {
    static var text: String { get }
}

private struct ElementKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

extension ElementList: Sendable where Item: Sendable {}
extension ElementList: Equatable where Item: Equatable {}
extension ElementList: Hashable where Item: Hashable {}

extension ElementList: Decodable where Item: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ElementKey.self)
        items = try container.decodeIfPresent([Item].self, forKey: ElementKey(Name.text)) ?? []
    }
}

extension ElementList: Encodable where Item: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ElementKey.self)
        try container.encode(items, forKey: ElementKey(Name.text))
    }
}
