import Addressing

extension Meridian {
    /// What a client gets for a question, and why, from the content that serving with this
    /// configuration would start with.
    ///
    /// - Parameters:
    ///   - name: a domain name.
    ///   - type: a mnemonic such as `A`.
    ///   - address: the client's address.
    ///   - configurationPath: the configuration file.
    ///   - environment: time, randomness, the machine.
    /// - Returns: the explanation, and what is wrong with the content.
    /// - Throws: which of the words is not what it should be, or why the content is refused.
    public static func explain(
        name: String,
        type: String,
        from address: String,
        configurationPath: String,
        environment: LiveEnvironment = LiveEnvironment()
    ) throws(MeridianError) -> (explanation: Explanation, problems: [Problem]) {
        let content = try Content(
            configurationPath: configurationPath,
            expectations: .none,
            environment: environment
        )
        let explanation = try explain(name: name, type: type, from: address, by: content)
        return (explanation, content.report.problems)
    }

    static func explain(
        name: String,
        type: String,
        from address: String,
        by content: Content
    ) throws(MeridianError) -> Explanation {
        let question = try Inquiry(name: name, type: type)
        let client = try self.address(address)
        return try Explainer(content: content).explain(question.name, question.type, from: client)
    }

    private static func address(_ word: String) throws(MeridianError) -> IPAddress {
        if let address = IPAddress(word) { return address }
        throw .usage("--from: found \"\(word)\", expected an IPv4 or IPv6 address")
    }
}
