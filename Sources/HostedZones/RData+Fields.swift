package import DNSWire

extension RData {
    /// The same octets for equal records of `type`: the names in them in lower case
    /// (RFC 4343 §3).
    package func folded(_ type: RRType) -> [UInt8] {
        var folded = wire
        for embedded in embeddedNames(type) {
            let range = embedded.offset..<(embedded.offset + embedded.name.wire.count)
            folded.replaceSubrange(range, with: embedded.name.folded)
        }
        return folded
    }

    /// The names in RDATA of `type`; none if it is not valid for the type.
    func embeddedNames(_ type: RRType) -> [EmbeddedName] {
        do {
            return try RecordData(type: type, self).encoded.names
        } catch {
            return []
        }
    }

    /// The fields of a SOA record; nil if this is none.
    var authority: SOA? {
        do {
            guard case .soa(let authority) = try RecordData(type: .soa, self) else { return nil }
            return authority
        } catch {
            return nil
        }
    }

    /// As a master file has it; RDATA that is not valid for its type is written as octets
    /// (RFC 3597 §5).
    func presentation(_ type: RRType) -> String {
        do {
            return try RecordData(type: type, self).presentation
        } catch {
            return OpaqueData(octets: wire).presentation
        }
    }
}
