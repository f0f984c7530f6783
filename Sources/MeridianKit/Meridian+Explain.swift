import Addressing
import DNSWire

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
        let (qname, qtype, client) = try question(name, type, address)
        let content = try Content(
            configurationPath: configurationPath,
            environment: environment
        )
        let explainer = Explainer(content: content)
        return (try explainer.explain(qname, qtype, from: client), content.report.problems)
    }

    private static func question(
        _ name: String,
        _ type: String,
        _ address: String
    ) throws(MeridianError) -> (DomainName, RRType, IPAddress) {
        guard let qtype = RRType(mnemonic: type) else {
            throw .usage("type: found \"\(type)\", expected a type such as A, AAAA or CNAME")
        }
        guard let client = IPAddress(address) else {
            throw .usage("--from: found \"\(address)\", expected an IPv4 or IPv6 address")
        }
        do throws(NameError) {
            return (try DomainName(presentation: name), qtype, client)
        } catch {
            throw .usage("name: found \"\(name)\", expected a domain name (\(error))")
        }
    }
}
