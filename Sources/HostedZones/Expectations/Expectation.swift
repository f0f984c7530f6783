package import Addressing
package import DNSWire
package import Geography
package import OperatorFiles

/// What some clients must get for a question, as the operator states it: content that says otherwise
/// is refused.
package struct Expectation: Sendable, Hashable {
    package let clients: Clients
    package let name: DomainName
    package let type: RRType
    package let value: Value
    /// Where it was written.
    package let source: SourceLocation

    /// Who asks.
    package enum Clients: Sendable, Hashable {
        /// Those of whom a location database tells just this.
        case place(Location)
        case address(IPAddress)
        /// All in it.
        case network(IPPrefix)
    }

    package enum Value: Sendable, Hashable {
        /// All these records, in any order, and no others.
        case records([RData])
        /// One of these records alone, each time one asks.
        case oneOf([RData])
        /// The name has records, but none of the type.
        case noData
        /// There is no such name.
        case nameError
    }
}

extension Expectation: CustomStringConvertible {
    /// `www.example.com. CNAME abc.cloudfront.cn. from CN`
    package var description: String { "\(name) \(type) \(valueWords) from \(clients)" }

    /// `abc.cloudfront.cn.`; `192.0.2.1, 192.0.2.2`; `one of 192.0.2.1, 192.0.2.2`; `NODATA`
    package var valueWords: String {
        switch value {
        case .records(let records): words(records)
        case .oneOf(let records): "one of \(words(records))"
        case .noData: Value.noDataWord
        case .nameError: Value.nameErrorWord
        }
    }

    private func words(_ records: [RData]) -> String {
        records.map { $0.presentation(type) }.joined(separator: ", ")
    }
}

extension Expectation.Value {
    /// RFC 2308 §2.2
    static let noDataWord = "NODATA"
    /// As tools print the response code (RFC 2308 §2.1).
    static let nameErrorWord = "NXDOMAIN"
}

extension Expectation.Clients: CustomStringConvertible {
    /// `CN`, `continent-AS`, `none`, `192.0.2.1`, `192.0.2.0/24`
    package var description: String {
        switch self {
        case .place(let location): "\(location)"
        case .address(let address): "\(address)"
        case .network(let network): "\(network)"
        }
    }
}
