public import Foundation
internal import MeridianKit

/// A zone to test with. A string literal is a zone in the short form:
///
///     let zone: TestZone = """
///         zone: example.com
///         records:
///           www:
///             CNAME:
///               geo: {CN: abc.cloudfront.cn, default: xyz.cloudfront.net}
///         """
public struct TestZone: Sendable, Hashable {
    private let source: Source

    private enum Source: Hashable {
        case yaml(String)
        case masterFile(String, zone: String)
        case json(String, zone: String)
        case file(URL)
    }

    /// The short form of zones, made for people.
    public static func yaml(_ text: String) -> TestZone { TestZone(source: .yaml(text)) }

    /// An RFC 1035 master file, with the name of its zone.
    public static func masterFile(_ text: String, zone: String) -> TestZone {
        TestZone(source: .masterFile(text, zone: zone))
    }

    /// What `aws route53 list-resource-record-sets` prints, or a change batch, with the name of
    /// its zone.
    public static func json(_ text: String, zone: String) -> TestZone {
        TestZone(source: .json(text, zone: zone))
    }

    /// A zone file in any format, or a directory of zone files. Files that change are read anew by
    /// themselves.
    public static func file(_ url: URL) -> TestZone { TestZone(source: .file(url)) }

    /// In messages the zone is called by its place among all: `zones[0].yaml:3:5: …`.
    func add(to options: inout MeridianOptions, at index: Int) {
        switch source {
        case .yaml(let text):
            options.zoneTexts.append(.init(name: "zones[\(index)].yaml", text: text))
        case .masterFile(let text, let zone):
            options.zoneTexts.append(
                .init(name: "zones[\(index)].zone", zone: zone, text: text)
            )
        case .json(let text, let zone):
            options.zoneTexts.append(
                .init(name: "zones[\(index)].json", zone: zone, text: text)
            )
        case .file(let url):
            options.zonePaths.append(url.path)
        }
    }
}

extension TestZone: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .yaml(text) }
}
