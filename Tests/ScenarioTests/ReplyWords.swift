import DNSWire
import TestSupport

/// The frame of a reply. The words after the RCODE:
///
///     aa tc rd                 flags of the header; those not named are clear
///     opt  do                  the OPT record, and its flag
///     scope=N                  the client subnet of the query comes back with this scope
///     opt=CODE:HEX             an option; those not named are not there
///     opcode=N  max=OCTETS  header-only
struct ReplyWords {
    private(set) var reply = Scenario.ExpectedReply()

    private static let codes: [ResponseCode] = [
        .noError, .formatError, .serverFailure, .nameError, .notImplemented, .refused, .yxDomain,
        .notAuth, .badVersion, .badCookie,
    ]

    init(_ words: [String], at place: ScenarioPlace) throws {
        guard words != ["silence"] else {
            reply.isSilence = true
            return
        }
        guard let code = Self.codes.first(where: { $0.description == words.first }) else {
            throw place.error(words.first ?? "", "an RCODE or silence")
        }
        reply.contents.responseCode = code
        for word in words.dropFirst() { try apply(word, at: place) }
    }

    private mutating func apply(_ word: String, at place: ScenarioPlace) throws {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        let value = parts.count > 1 ? parts[1] : ""
        switch (parts[0], value.isEmpty) {
        case ("aa", true): reply.contents.isAuthoritative = true
        case ("tc", true): reply.contents.isTruncated = true
        case ("rd", true): reply.isRecursionDesired = true
        case ("opt", true): reply.hasOPT = true
        case ("do", true):
            reply.hasOPT = true
            reply.isDNSSECOK = true
        case ("header-only", true): reply.isHeaderOnly = true
        case ("scope", false):
            reply.hasOPT = true
            reply.contents.scopePrefixLength = try place.number(value)
        case ("opt", false):
            reply.hasOPT = true
            reply.options.append(try QueryWords.option(value, at: place))
        case ("opcode", false): reply.opcode = Opcode(rawValue: try place.number(value))
        case ("max", false): reply.maximumLength = try place.number(value)
        default: throw place.error(word, "a word that replies know")
        }
    }
}
