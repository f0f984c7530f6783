package import Geography

/// Everything that answers are made from: zones, decision maps, options. Immutable; a change is a
/// new state, published whole.
package final class ServingState: Sendable {
    package let options: AnswerOptions

    /// - Parameters:
    ///   - zones: the zones to serve; no two have the same apex.
    ///   - locations: where addresses are.
    ///   - options: what shapes the replies.
    package init(zones: [ZoneContents], locations: LocationRanges, options: AnswerOptions) {
        self.options = options
    }
}
