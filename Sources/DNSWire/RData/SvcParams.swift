/// One parameter of a service: a key and its value in wire form.
package struct SvcParam: Sendable, Hashable {
    package let key: SvcParamKey
    package let value: [UInt8]

    package init(key: SvcParamKey, value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

/// The parameters of a service binding (RFC 9460 §2.1, §2.2): ascending by key, each key once,
/// every value valid for its key.
package struct SvcParams: Sendable, Hashable {
    package let list: [SvcParam]

    /// Why parameters do not stand together.
    package enum Problem: Error, Sendable, Hashable {
        case repeated(SvcParamKey)
        case badValue(SvcParamKey)
        /// Listed as mandatory, but not there (RFC 9460 §8).
        case missing(SvcParamKey)
        /// `no-default-alpn` without `alpn` (RFC 9460 §7.1.1).
        case noProtocols
    }

    /// Longest value: its length has 16 bits.
    private static let maximumValueLength = Int(UInt16.max)

    /// Sorts the parameters by key.
    package init(_ parameters: some Sequence<SvcParam>) throws(Problem) {
        list = parameters.sorted { $0.key.rawValue < $1.key.rawValue }
        for (parameter, next) in zip(list, list.dropFirst()) where parameter.key == next.key {
            throw .repeated(next.key)
        }
        for parameter in list where Self.text(of: parameter) == nil {
            throw .badValue(parameter.key)
        }
        let keys = Set(list.map(\.key))
        if let mandatory = list.first, mandatory.key == .mandatory {
            for key in SvcParamList.keys(inWire: mandatory.value) ?? [] where !keys.contains(key) {
                throw .missing(key)
            }
        }
        if keys.contains(.noDefaultALPN), !keys.contains(.alpn) { throw .noProtocols }
    }

    init(from reader: inout WireReader, end: Int) throws(WireError) {
        let start = reader.offset
        var parameters: [SvcParam] = []
        while reader.offset < end {
            let key = SvcParamKey(rawValue: try reader.readUInt16())
            let length = Int(try reader.readUInt16())
            if let last = parameters.last, last.key.rawValue >= key.rawValue {
                throw .badRecordData(at: reader.offset)
            }
            parameters.append(SvcParam(key: key, value: try reader.readArray(length)))
        }
        do { try self.init(parameters) } catch { throw .badRecordData(at: start) }
    }

    func write(to output: inout RDataOutput) {
        for parameter in list {
            output.write(parameter.key.rawValue)
            output.write(UInt16(parameter.value.count))
            output.write(parameter.value)
        }
    }

    init(from fields: inout PresentationFields) throws(PresentationError) {
        var parameters: [SvcParam] = []
        let first = fields.nextWord
        while !fields.isAtEnd { parameters.append(try fields.takeParameter()) }
        do {
            try self.init(parameters)
        } catch {
            throw PresentationError(
                line: first?.line ?? 1,
                column: first?.column ?? 1,
                found: "\(error)",
                expected: "service parameters that stand together (RFC 9460)"
            )
        }
    }

    /// The parameters, each with a space in front.
    var suffix: String {
        list.map { " " + (Self.text(of: $0) ?? "") }.joined()
    }

    /// `key` or `key=value`; nil if the value is not valid.
    private static func text(of parameter: SvcParam) -> String? {
        guard parameter.key != .invalid, parameter.value.count <= maximumValueLength,
            let text = SvcParamSyntax(of: parameter.key).text(of: parameter.value)
        else { return nil }
        return text.isEmpty ? "\(parameter.key)" : "\(parameter.key)=\(text)"
    }
}

extension SvcParams.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .repeated(let key): "\(key) more than once"
        case .badValue(let key): "a value that \(key) does not allow"
        case .missing(let key): "no \(key), though it is mandatory"
        case .noProtocols: "no-default-alpn without alpn"
        }
    }
}

extension PresentationFields {
    /// `key` or `key=value`, the value in quotes or not.
    fileprivate mutating func takeParameter() throws(PresentationError) -> SvcParam {
        let word = try takeWord("a service parameter")
        let token = token(word)
        let parts = token.text.split(
            separator: UInt8(ascii: "="),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let name = parts.first ?? []
        guard !token.isQuoted, let key = SvcParamKey(presentation: name) else {
            throw error(at: token, expected: "a service parameter such as alpn or key65000")
        }
        var value = parts.dropFirst().first ?? []
        let quote = UInt8(ascii: "\"")
        if value.count >= 2, value.first == quote, value.last == quote {
            value = value.dropFirst().dropLast()
        }
        var octets: [UInt8] = []
        try append(Array(value).span, of: word, to: &octets)
        // A value behind `keyNNNNN` is in wire form already, whatever the key (RFC 9460 §2.1).
        let isGeneric = name.elementsEqual("key\(key.rawValue)".utf8)
        let syntax = isGeneric ? SvcParamSyntax.opaque : SvcParamSyntax(of: key)
        guard let wire = syntax.wire(of: octets) else {
            throw error(at: token, expected: "a value that \(key) allows (RFC 9460)")
        }
        return SvcParam(key: key, value: wire)
    }
}
