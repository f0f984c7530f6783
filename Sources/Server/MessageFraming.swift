/// The two-octet length before every message of a stream (RFC 1035 §4.2.2). Length and message
/// arrive in any number of segments (RFC 7766 §8).
enum MessageFraming: Equatable {
    /// Octets before a message that hold its length.
    static let prefixOctets = 2
    static let maximumMessage = 65535
    /// A message has at least a header (RFC 1035 §4.1.1).
    static let minimumMessage = 12

    /// The rest of the message has yet to arrive.
    case incomplete
    /// Where the message stands.
    case message(Range<Int>)
    /// The length is that of no message: the stream is not, or no longer, DNS.
    case impossible

    /// What stands at an offset of what has arrived.
    init(of input: Span<UInt8>, at offset: Int) {
        let start = offset + Self.prefixOctets
        guard input.count >= start else {
            self = .incomplete
            return
        }
        let length = Int(input[offset]) << 8 | Int(input[offset + 1])
        guard length >= Self.minimumMessage else {
            self = .impossible
            return
        }
        self = input.count - start >= length ? .message(start..<(start + length)) : .incomplete
    }
}
