import Addressing
import Answering
import DNSWire
import Server

// What a test wants of a server that runs.
extension Meridian {
    /// The last queries, the oldest first: those that came after the one with this number, as far
    /// as they are still kept. Empty unless `MeridianOptions.recordedQueries` asks for some.
    public func queries(after number: UInt64 = 0) -> [RecordedQuery] {
        ring?.entries(after: number).map(RecordedQuery.init) ?? []
    }

    /// What a client gets for a question now, and why.
    ///
    /// - Parameters:
    ///   - name: a domain name.
    ///   - type: a mnemonic such as `A`.
    ///   - address: the client's address.
    /// - Returns: the explanation.
    /// - Throws: which of the words is not what it should be.
    public func explain(
        name: String,
        type: String = "A",
        from address: String
    ) throws(MeridianError) -> Explanation {
        try Self.explain(name: name, type: type, from: address, by: content)
    }

    /// Answers from other content from now on: all of it, or nothing if any of it is refused.
    /// Queries get the old or the new answer. Addresses, mode, seed and the number of recorded
    /// queries stay as they are.
    /// What the API has made stays.
    public func replaceContent(_ options: MeridianOptions) throws(MeridianError) {
        let base = publicationBase
        let content = try Content(
            configurationPath: options.configurationPath,
            overrides: Overrides(options),
            environment: environment,
            healthNumbering: healthNumbering,
            accountZones: { _ in base.accountZones }
        )
        adopt(content, madeOn: base)
    }
}
