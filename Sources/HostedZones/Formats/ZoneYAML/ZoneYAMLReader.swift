internal import Addressing
package import DNSWire
internal import OperatorFiles
internal import StrictYAML

/// Reads the short form of zones, made for people:
///
///     zone: example.com
///     records:
///       www:
///         CNAME:
///           ttl: 300
///           geo:
///             CN: abc.cloudfront.cn
///             default: xyz.cloudfront.net
///
/// - Owners are relative to the zone, `@` is the apex, a dot at the end makes them absolute.
///   Names in values are always absolute, with or without that dot.
/// - A type has a value, a list of values, or a mapping of `ttl` and one of `value`, `values` and
///   `geo`. The TTL defaults to 300 seconds.
/// - A TXT or SPF value that starts with a quote is one or more strings as master files write
///   them; any other is one string as it stands.
/// - SOA and NS records are supplied if they are missing (`ZoneDefaults`).
/// - `ecs: off` keeps answers from looking at client subnets; `private: on` keeps the zone from being
///   served.
/// - `allow` and `deny` are lists of networks that may ask, or may not; the longest one around a client
///   decides. `refused: drop` leaves those who may not without a reply.
/// - `expect` says what some clients must get (`ExpectationReader`).
package struct ZoneYAMLReader {
    let file: String
    let zone: DomainName
    private var usesClientSubnet: Bool?
    private var isPrivate = false
    private var access: AccessRules?
    var recordSets: [ResourceRecordSet] = []
    var problems = ProblemList()
    private var expectations: [Expectation] = []

    /// TTL of record sets that state none.
    static let defaultTTL = TTL(wire: 300)

    private init(file: String, zone: DomainName) {
        self.file = file
        self.zone = zone
    }

    /// Reads `octets`; `name` is the zone's name if it is known from elsewhere. `zone:` may then
    /// be missing, and must say the same if it is there.
    package static func read(
        _ octets: [UInt8],
        file: String,
        zone name: DomainName? = nil,
        defaults: ZoneDefaults = ZoneDefaults()
    ) -> ZoneReading {
        do throws(YAMLError) {
            let root = try YAMLReader.read(octets, file: file)
            var fields = try root.fields("a zone: a mapping with zone and records")
            var reader = ZoneYAMLReader(file: file, zone: try zoneName(&fields, expected: name))
            reader.readZone(&fields)
            return reader.finish(with: defaults)
        } catch {
            return ZoneReading(refusedFor: ZoneProblem(error))
        }
    }

    private static func zoneName(
        _ fields: inout YAMLFields,
        expected name: DomainName?
    ) throws(YAMLError) -> DomainName {
        guard let node = name == nil ? try fields.require("zone") : fields.take("zone") else {
            return name ?? .root
        }
        let stated = try Self.name(try node.text("the zone's name"), in: node)
        if let name, name != stated {
            throw node.error(expected: "\(name), as this file is configured to hold")
        }
        return stated
    }

    static func name(_ text: String, in node: YAMLNode) throws(YAMLError) -> DomainName {
        do {
            return try DomainName(presentation: text)
        } catch {
            throw node.error(found: "\(error)", expected: "a domain name")
        }
    }

    private mutating func readZone(_ fields: inout YAMLFields) {
        let ecs = fields.take("ecs")
        let isPrivate = fields.take("private")
        attempt { reader throws(YAMLError) in reader.access = try fields.takeAccessRules() }
        let records = fields.take("records")
        let expect = fields.take("expect")
        for stranger in fields.strangers { problems.add(ZoneProblem(stranger)) }
        attempt { reader throws(YAMLError) in
            reader.usesClientSubnet = try ecs?.flag()
        }
        attempt { reader throws(YAMLError) in
            reader.isPrivate = try isPrivate?.flag() ?? false
        }
        attempt { reader throws(YAMLError) in
            for owner in try records?.entries("a mapping from owners to record sets") ?? [] {
                reader.attempt { reader throws(YAMLError) in try reader.readOwner(owner) }
            }
        }
        if let expect {
            var reader = ExpectationReader(origin: zone)
            reader.read(expect)
            expectations = reader.expectations
            for problem in reader.problems.all { problems.add(problem) }
        }
    }

    private func finish(with defaults: ZoneDefaults) -> ZoneReading {
        ZoneReading(
            name: zone,
            recordSets: recordSets,
            usesClientSubnet: usesClientSubnet,
            isPrivate: isPrivate,
            access: access,
            expectations: expectations,
            defaults: defaults,
            problems: problems,
            file: file
        )
    }

    /// Goes on with the rest of the file after a mistake in one part of it.
    mutating func attempt(_ part: (inout ZoneYAMLReader) throws(YAMLError) -> Void) {
        do throws(YAMLError) {
            try part(&self)
        } catch {
            problems.add(ZoneProblem(error))
        }
    }
}

extension ZoneProblem {
    init(_ error: YAMLError) {
        self.init(
            .error,
            at: error.location,
            "found \(error.found), expected \(error.expected)"
        )
    }
}
