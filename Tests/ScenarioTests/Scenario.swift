import Addressing
import Answering
import DNSWire
import TestSupport

/// A scenario file: zones, networks and options, and questions with the replies they must get.
struct Scenario {
    /// Path of the file, for messages.
    var path: String
    /// Zone files, relative to the directory of the scenario; with a name for those that do not
    /// tell it themselves.
    var zoneFiles: [(name: DomainName?, path: String)] = []
    /// Networks and where they are, in the words of the configuration.
    var networks: [(prefix: IPPrefix, word: String)] = []
    var options = AnswerOptions()
    var usesClientSubnet = true
    var steps: [Step] = []

    /// One query and its reply.
    struct Step {
        /// What is tested, with the line of the checklist and the RFC.
        var title: String
        var line: Int
        var query: [UInt8]
        var peer = IPAddress.ipv4(0xc000_0201)
        var transport = AnswerContext.Transport.udp
        /// The wall clock (RFC 9018 §4.3).
        var now: UInt32
        var reply = ExpectedReply()
    }

    /// What the reply to a step has to be.
    struct ExpectedReply {
        /// No reply at all.
        var isSilence = false
        /// The reply is a header without a question.
        var isHeaderOnly = false
        var contents = ReplyContents(responseCode: .noError, isAuthoritative: false)
        /// RD in the header.
        var isRecursionDesired = false
        /// DO in the OPT record.
        var isDNSSECOK = false
        /// Whether there is an OPT record.
        var hasOPT = false
        var opcode = Opcode.query
        /// EDNS options besides the client subnet, which `contents` and the query tell.
        var options: [EDNSOption] = []
        var maximumLength = 65535
        /// Octets that must stand somewhere in the message.
        var octets: [UInt8] = []
    }
}
