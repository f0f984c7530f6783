import DNSWire
import HostedZones
import OperatorFiles

/// A form in which a zone can be written down.
public enum ZoneForm: String, Sendable, Hashable, CaseIterable {
    /// The short form for people.
    case yaml
    /// As `aws route53 list-resource-record-sets` prints it.
    case json
    /// A master file (RFC 1035 §5).
    case zone
}

extension Meridian {
    /// A zone file in another form.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - zone: the name of its zone, if the file's name does not tell.
    ///   - form: how to write it.
    /// - Returns: the text, and warnings.
    /// - Throws: what is wrong with the file, or what the form cannot express.
    public static func convertZone(
        at path: String,
        zone: String? = nil,
        to form: ZoneForm
    ) throws(MeridianError) -> (text: String, problems: [Problem]) {
        let (hosted, problems) = try ZoneInput(path: path, zone: zone).read(references: nil)
        do throws(ZoneProblem) {
            let text =
                switch form {
                case .yaml: ZoneYAMLWriter.text(of: hosted)
                case .json: try Route53JSONWriter.text(of: hosted)
                case .zone: try MasterFileWriter.text(of: hosted)
                }
            return (text, problems)
        } catch {
            let place = error.location == nil ? "\(path): " : ""
            throw .refused([.error(place + Wiring.problem(error).message)])
        }
    }
}

/// A zone file that a command names.
struct ZoneInput {
    private let file: ZoneFile

    /// `zone` is the name of its zone, if the file's name does not tell.
    init(path: String, zone: String?) throws(MeridianError) {
        var name: DomainName?
        if let zone {
            do throws(NameError) {
                name = try DomainName(presentation: zone)
            } catch {
                throw .usage("zone: found \"\(zone)\", expected a domain name (\(error))")
            }
        }
        file = ZoneFile(path: path, zone: name)
    }

    /// The zone, and warnings. What it refers to outside of itself is looked at if that is known.
    func read(
        references: ZoneReferences?
    ) throws(MeridianError) -> (zone: HostedZone, problems: [Problem]) {
        let reading = ZoneFileReader(references: references).read(file)
        let problems = reading.problems.map(Wiring.problem)
        guard let zone = reading.zone else { throw .refused(problems) }
        return (zone, problems)
    }
}
