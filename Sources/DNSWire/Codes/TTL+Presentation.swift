extension TTL {
    /// What a TTL is asked for as, in errors.
    package static let expectation = "a TTL from 0 to 2147483647, in seconds or as 1h, 1w2d"

    /// Reads seconds or numbers with units, as `TimeSpan` does; nil if the text is neither, or
    /// more than 2147483647 seconds.
    package init?(presentation text: Span<UInt8>) {
        guard let span = TimeSpan(presentation: text) else { return nil }
        self.init(seconds: Int(span.seconds))
    }
}
