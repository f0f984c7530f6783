import Answering
import HostedZones
import OperatorConfiguration

extension Meridian {
    /// Which names change their answers from one zone file to another, and for which places.
    ///
    /// - Parameters:
    ///   - oldPath: the file to come from.
    ///   - newPath: the file to go to, of the same zone.
    ///   - zone: the name of the zone, if the names of the files do not tell.
    ///   - configurationPath: says what the zones refer to outside of themselves; nil if they do not,
    ///     or if that is not to be looked at.
    /// - Returns: what changes, for people, and warnings.
    /// - Throws: what is wrong with one of the files.
    public static func diffZones(
        from oldPath: String,
        to newPath: String,
        zone: String? = nil,
        configurationPath: String? = nil
    ) throws(MeridianError) -> (text: String, problems: [Problem]) {
        let references = try configurationPath.map { path throws(MeridianError) in
            try zoneReferences(configurationPath: path)
        }
        let old = try ZoneInput(path: oldPath, zone: zone).read(references: references)
        let new = try ZoneInput(path: newPath, zone: zone).read(references: references)
        guard old.zone.name == new.zone.name else {
            throw .usage(
                "found the zones \(old.zone.name) and \(new.zone.name), expected twice the same"
            )
        }
        do throws(PublishingError) {
            let diff = try ZoneDiff(from: old.zone, to: new.zone, references ?? ZoneReferences())
            return (diff.text, old.problems + new.problems)
        } catch {
            throw .refused([.error("\(error)")])
        }
    }

    private static func zoneReferences(
        configurationPath: String
    ) throws(MeridianError) -> ZoneReferences {
        do throws(ConfigurationError) {
            return Wiring.zoneReferences(try ConfigurationFile.read(configurationPath))
        } catch {
            throw .refused(error.problems.map { .error($0) })
        }
    }
}

extension ZoneDiff {
    /// `2 of 12 names and types change`, and each of them with its places.
    var text: String {
        let count = changes.isEmpty ? "none" : "\(changes.count)"
        let head = "\(count) of \(questionCount) names and types change their answer"
        return ([head] + changes.map(\.text)).joined(separator: "\n\n")
    }
}

extension ZoneDiff.Change {
    fileprivate var text: String {
        switch extent {
        case .everywhere(let old, let new):
            let words = PossibleAnswers.words(from: old, to: new)
            return "\(question.name) \(question.type): everywhere\n    \(words)"
        case .places(let diff, let networks):
            let lines = networks.map { move in
                "    \(move.network): \(PossibleAnswers.words(from: move.old, to: move.new))"
            }
            return ([CoverageReport(diff).text] + lines).joined(separator: "\n")
        }
    }
}

extension PossibleAnswers {
    /// With the TTLs if nothing else differs.
    fileprivate static func words(from old: PossibleAnswers, to new: PossibleAnswers) -> String {
        let words = (old.description, new.description)
        guard words.0 == words.1 else { return "\(words.0) → \(words.1)" }
        return "\(old.descriptionWithTTLs) → \(new.descriptionWithTTLs)"
    }
}
