internal import DNSWire

/// What is to be done with a query before any zone is asked.
enum Screening: Sendable {
    case refuse(ResponseCode, ExtendedErrorCode?)
    /// A query with no question and a cookie (RFC 7873 §5.4): a reply of OPT alone.
    case refreshCookie
    /// Signed with a key that is not held here (RFC 8945 §5.2.1).
    case refuseSignature
    /// Class CH: who is answering (RFC 4892).
    case identify
    case lookUp
}

/// The reasons that replies give (RFC 8914 §4).
enum ExtendedErrorCode: UInt16, Sendable {
    case prohibited = 18
    case notAuthoritative = 20
    case notSupported = 21
}

/// Judges a query by its form: opcode first, then structure, EDNS version, options, question. One
/// that is ordinary needs no judgement: it is to be looked up.
@inline(never)
func screen(_ query: Query) -> Screening {
    guard query.opcode == .query else { return .refuse(.notImplemented, .notSupported) }
    guard query.isSound, query.questionCount <= 1 else {
        return .refuse(.formatError, nil)
    }
    if let request = query.edns, request.version > 0 { return .refuse(.badVersion, nil) }
    if query.options.isMalformed { return .refuse(.formatError, nil) }
    guard query.questionCount == 1 else {
        return query.options.cookie == nil ? .refuse(.formatError, nil) : .refreshCookie
    }
    // RFC 1995 §3: an IXFR carries the client's SOA in its authority section.
    guard query.answerCount == 0, query.authorityCount == 0 || query.type == .ixfr else {
        return .refuse(.formatError, nil)
    }
    if query.transactionSignature != nil { return .refuseSignature }
    if query.type.isMeta, query.type != .any { return screen(meta: query.type) }
    switch query.questionClass {
    case .in: return .lookUp
    case .ch: return .identify
    default: return .refuse(.refused, .notSupported)
    }
}

/// Question types that no zone holds (RFC 6895 §3.1, RFC 5936 §4.2).
private func screen(meta type: RRType) -> Screening {
    switch type {
    case .opt: .refuse(.formatError, nil)
    case .axfr, .ixfr: .refuse(.refused, .prohibited)
    default: .refuse(.notImplemented, .notSupported)
    }
}
