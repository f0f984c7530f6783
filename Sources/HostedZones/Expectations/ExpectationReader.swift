internal import Addressing
internal import DNSWire
internal import Geography
internal import OperatorFiles
internal import StrictYAML

/// Reads expectations: a list of mappings from `from`, `name` and types.
///
///     expect:
///       - {from: CN, name: www, CNAME: abc.cloudfront.cn}
///       - {from: [default, US-CA], name: www, CNAME: xyz.cloudfront.net, MX: NODATA}
///       - {from: 198.51.100.0/24, name: api, A: {one_of: [192.0.2.1, 192.0.2.2]}}
///
/// - `from` is a country, a continent, a subdivision, `default` or `none` for clients without a
///   location, an address, or a network: then the answer must hold for all of it. A list stands
///   for several expectations.
/// - A type has what is expected of it: a value, a list of all values, `{one_of: […]}` where lots
///   are drawn, `NODATA` or `NXDOMAIN`.
struct ExpectationReader {
    /// Names are relative to this.
    let origin: DomainName
    private(set) var expectations: [Expectation] = []
    private(set) var problems = ProblemList()

    init(origin: DomainName) { self.origin = origin }

    mutating func read(_ list: YAMLNode) {
        do throws(YAMLError) {
            for node in try list.items("a list of {from: …, name: …, TYPE: …}") {
                do throws(YAMLError) {
                    expectations += try read(one: node)
                } catch {
                    problems.add(ZoneProblem(error))
                }
            }
        } catch {
            problems.add(ZoneProblem(error))
        }
    }

    private func read(one node: YAMLNode) throws(YAMLError) -> [Expectation] {
        var entries = try node.entries("a mapping: {from: …, name: …, TYPE: …}")
        let from = try Self.take("from", from: &entries, of: node)
        let clients = try Self.clients(from.value)
        let name = try name(try Self.take("name", from: &entries, of: node).value)
        guard !entries.isEmpty else {
            throw node.error(
                expected: "at least one type with what is expected of it: A: 192.0.2.1"
            )
        }
        var expectations: [Expectation] = []
        for entry in entries {
            let type = try Self.type(entry.key)
            let value = try Self.value(entry.value, type)
            expectations += clients.map { clients in
                Expectation(
                    clients: clients,
                    name: name,
                    type: type,
                    value: value,
                    source: entry.key.location
                )
            }
        }
        return expectations
    }

    private static func take(
        _ key: String,
        from entries: inout [YAMLNode.Entry],
        of node: YAMLNode
    ) throws(YAMLError) -> YAMLNode.Entry {
        guard let index = entries.firstIndex(where: { $0.key.text == key }) else {
            throw node.error(
                found: "a mapping without \(YAMLNode.quote(key))",
                expected: "the key \(YAMLNode.quote(key))"
            )
        }
        return entries.remove(at: index)
    }

    private static func type(_ key: YAMLNode.Key) throws(YAMLError) -> RRType {
        guard RRType(mnemonic: key.text) != nil else {
            throw key.error(expected: "from, name, or a type such as A, CNAME or TYPE65280")
        }
        return try ZoneYAMLReader.type(key)
    }

    private func name(_ node: YAMLNode) throws(YAMLError) -> DomainName {
        let text = try node.text("a name")
        if text == "@" { return origin }
        let name: DomainName
        do throws(NameError) {
            name = try DomainName(presentation: text, origin: origin)
        } catch {
            throw node.error(found: "\(error)", expected: "a name, or @ for the zone itself")
        }
        guard name.isAtOrBelow(origin) else {
            throw node.error(expected: "a name in \(origin)")
        }
        return name
    }
}

extension ExpectationReader {
    private static func clients(_ node: YAMLNode) throws(YAMLError) -> [Expectation.Clients] {
        guard case .sequence(let items) = node.content else { return [try oneClient(node)] }
        guard !items.isEmpty else { throw node.error(expected: "at least one place or network") }
        var clients: [Expectation.Clients] = []
        for item in items { clients.append(try oneClient(item)) }
        return clients
    }

    private static func oneClient(_ node: YAMLNode) throws(YAMLError) -> Expectation.Clients {
        let expected = """
            a country (CN), a continent (continent-AS), a subdivision (US-CA), default, an address \
            or a network without host bits
            """
        let word = try node.text(expected)
        if word == "none" { return .place(.unknown) }
        if let code = LocationCode(word) { return .place(Location(code)) }
        if let address = IPAddress(word) { return .address(address) }
        if let network = IPPrefix(word) { return .network(network) }
        throw node.error(expected: expected)
    }

    private static func value(
        _ node: YAMLNode,
        _ type: RRType
    ) throws(YAMLError) -> Expectation.Value {
        switch node.content {
        case .scalar(let scalar) where scalar.text == Expectation.Value.noDataWord: return .noData
        case .scalar(let scalar) where scalar.text == Expectation.Value.nameErrorWord:
            return .nameError
        case .scalar: return .records([try ZoneYAMLReader.record(node, type)])
        case .sequence(let items): return .records(try records(items, of: node, type))
        case .mapping:
            var fields = try node.fields()
            let choice = try fields.require("one_of")
            try fields.refuseOthers()
            return .oneOf(try records(try choice.items("a list of values"), of: choice, type))
        }
    }

    private static func records(
        _ items: [YAMLNode],
        of node: YAMLNode,
        _ type: RRType
    ) throws(YAMLError) -> [RData] {
        guard !items.isEmpty else { throw node.error(expected: "at least one value") }
        var records: [RData] = []
        for item in items { records.append(try ZoneYAMLReader.record(item, type)) }
        return records
    }
}

extension Location {
    /// A client for whom a record set with this code is made.
    fileprivate init(_ code: LocationCode) {
        switch code {
        case .subdivision(let subdivision): self.init(subdivision: subdivision)
        case .country(let country): self.init(country: country)
        case .continent(let continent): self.init(continent: continent)
        case .default: self = .unknown
        }
    }
}
