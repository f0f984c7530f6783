/// The outcome that a reply states: the header's 4 bits, extended to 12 by OPT (RFC 6891 §6.1.3).
@usableFromInline package struct ResponseCode: RawRepresentable, Sendable, Hashable, BitwiseCopyable
{
    @usableFromInline package let rawValue: UInt16

    @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

    // Written out and inlinable: the answer path compares codes, and the generic `==` of
    // RawRepresentable would be called through witness tables.
    @inlinable package static func == (left: ResponseCode, right: ResponseCode) -> Bool {
        left.rawValue == right.rawValue
    }

    @inlinable package static var noError: ResponseCode { ResponseCode(rawValue: 0) }
    @inlinable package static var formatError: ResponseCode { ResponseCode(rawValue: 1) }
    @inlinable package static var serverFailure: ResponseCode { ResponseCode(rawValue: 2) }
    @inlinable package static var nameError: ResponseCode { ResponseCode(rawValue: 3) }
    @inlinable package static var notImplemented: ResponseCode { ResponseCode(rawValue: 4) }
    @inlinable package static var refused: ResponseCode { ResponseCode(rawValue: 5) }
    /// RFC 6672 §2.2: a DNAME made a name that is too long.
    @inlinable package static var yxDomain: ResponseCode { ResponseCode(rawValue: 6) }
    @inlinable package static var notAuth: ResponseCode { ResponseCode(rawValue: 9) }
    @inlinable package static var badVersion: ResponseCode { ResponseCode(rawValue: 16) }
    @inlinable package static var badCookie: ResponseCode { ResponseCode(rawValue: 23) }
}

extension ResponseCode: CustomStringConvertible {
    @usableFromInline package var description: String {
        switch self {
        case .noError: "NOERROR"
        case .formatError: "FORMERR"
        case .serverFailure: "SERVFAIL"
        case .nameError: "NXDOMAIN"
        case .notImplemented: "NOTIMP"
        case .refused: "REFUSED"
        case .yxDomain: "YXDOMAIN"
        case .notAuth: "NOTAUTH"
        case .badVersion: "BADVERS"
        case .badCookie: "BADCOOKIE"
        default: "RCODE\(rawValue)"
        }
    }
}
