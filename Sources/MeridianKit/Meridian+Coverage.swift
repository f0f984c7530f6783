import Addressing
import DNSWire

extension Meridian {
    /// What every continent, country and subdivision gets for a question, from the content that
    /// serving with this configuration would start with.
    ///
    /// - Parameters:
    ///   - name: a domain name.
    ///   - type: a mnemonic such as `A`.
    ///   - configurationPath: the configuration file.
    ///   - environment: time, randomness, the machine.
    /// - Returns: the coverage, and what is wrong with the content.
    /// - Throws: which of the words is not what it should be, or why the content is refused.
    public static func coverage(
        name: String,
        type: String,
        configurationPath: String,
        environment: LiveEnvironment = LiveEnvironment()
    ) throws(MeridianError) -> (report: CoverageReport, problems: [Problem]) {
        let question = try Inquiry(name: name, type: type)
        let (coverage, problems) = try coverage(
            of: question,
            configurationPath: configurationPath,
            environment: environment
        )
        return (CoverageReport(coverage), problems)
    }

    /// Which places get another answer to a question with one configuration than with another.
    ///
    /// - Parameters:
    ///   - name: a domain name.
    ///   - type: a mnemonic such as `A`.
    ///   - oldConfigurationPath: the configuration file to come from.
    ///   - configurationPath: the configuration file to go to.
    ///   - environment: time, randomness, the machine.
    /// - Returns: what moves, and what is wrong with the content of either.
    /// - Throws: which of the words is not what it should be, or why some content is refused.
    public static func coverageDiff(
        name: String,
        type: String,
        oldConfigurationPath: String,
        configurationPath: String,
        environment: LiveEnvironment = LiveEnvironment()
    ) throws(MeridianError) -> (report: CoverageReport, problems: [Problem]) {
        let question = try Inquiry(name: name, type: type)
        let old = try world(oldConfigurationPath, environment)
        let new = try world(configurationPath, environment)
        let networks = CoverageWorld.sorted(
            old.world.networks(of: question) + new.world.networks(of: question)
        )
        let diff = CoverageDiff(
            from: old.world.coverage(of: question, networks: networks),
            to: new.world.coverage(of: question, networks: networks)
        )
        return (CoverageReport(diff), old.problems + new.problems)
    }

    /// The same as values, and what is wrong with the content.
    package static func coverage(
        of question: Inquiry,
        configurationPath: String,
        environment: LiveEnvironment = LiveEnvironment()
    ) throws(MeridianError) -> (coverage: Coverage, problems: [Problem]) {
        let (world, problems) = try world(configurationPath, environment)
        let networks = CoverageWorld.sorted(world.networks(of: question))
        return (world.coverage(of: question, networks: networks), problems)
    }

    private static func world(
        _ configurationPath: String,
        _ environment: LiveEnvironment
    ) throws(MeridianError) -> (world: CoverageWorld, problems: [Problem]) {
        let content = try Content(
            configurationPath: configurationPath,
            expectations: .none,
            environment: environment
        )
        return (CoverageWorld(content.state), content.report.problems)
    }
}

extension CoverageWorld {
    /// Each network once, as people look for them.
    fileprivate static func sorted(_ networks: [IPPrefix]) -> [IPPrefix] {
        Set(networks).sorted { left, right in
            guard left.family == right.family else { return left.family == .ipv4 }
            guard left.address == right.address else {
                return left.address.octets.lexicographicallyPrecedes(right.address.octets)
            }
            return left.length < right.length
        }
    }
}

extension Inquiry {
    /// Reads the words of a command line.
    init(name: String, type: String) throws(MeridianError) {
        guard let qtype = RRType(mnemonic: type) else {
            throw .usage("type: found \"\(type)\", expected a type such as A, AAAA or CNAME")
        }
        do throws(NameError) {
            self.init(try DomainName(presentation: name), qtype)
        } catch {
            throw .usage("name: found \"\(name)\", expected a domain name (\(error))")
        }
    }
}
