import HostedZones
import OperatorFiles

// The report as people and programs read it: each expectation is a test, and that the content is
// good otherwise is one more.

extension CheckReport {
    /// For people: what is wrong, expectations that fail with what came instead, the summary.
    public var text: String {
        var lines = otherProblems.map(\.description)
        for verdict in verdicts {
            guard let failure = verdict.failure else { continue }
            lines.append("error: \(verdict.expectation.source): an expectation fails")
            lines += verdict.details(of: failure).map { "    \($0.label.padded) \($0.value)" }
        }
        if !verdicts.isEmpty {
            let met = verdicts.count { $0.isMet }
            lines.append("\(met) of \(verdicts.count) expectations are met")
        }
        return (lines + [summary]).joined(separator: "\n")
    }

    /// The Test Anything Protocol, version 13.
    public var tap: String {
        var lines = ["TAP version 13", "1..\(verdicts.count + 1)"]
        lines.append("\(contentErrors.isEmpty ? "ok" : "not ok") 1 - \(Self.contentTest)")
        lines += otherProblems.map { "# \(TAPText.line($0.description))" }
        for (number, verdict) in verdicts.enumerated() {
            let title = TAPText.title("\(verdict.expectation)")
            lines.append("\(verdict.isMet ? "ok" : "not ok") \(number + 2) - \(title)")
            guard let failure = verdict.failure else { continue }
            let at = (label: "at", value: "\(verdict.expectation.source)")
            let details = [at] + verdict.details(of: failure)
            lines.append("  ---")
            for label in TAPText.labels(details.map(\.label)) {
                let values = details.filter { $0.label == label }.map { TAPText.quoted($0.value) }
                lines.append("  \(label): [\(values.joined(separator: ", "))]")
            }
            lines.append("  ...")
        }
        return lines.joined(separator: "\n")
    }

    /// JUnit's XML, as build servers read it: a suite for each file that expects something.
    public var junit: String {
        let suites = Dictionary(grouping: verdicts, by: \.expectation.source.file)
            .sorted { $0.key < $1.key }
        let failures = verdicts.count { !$0.isMet } + (contentErrors.isEmpty ? 0 : 1)
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append(
            """
            <testsuites name="meridian check" tests="\(verdicts.count + 1)" failures="\(failures)">
            """
        )
        lines += contentSuite
        for (file, verdicts) in suites {
            let failures = verdicts.count { !$0.isMet }
            lines.append(
                "  <testsuite name=\"\(XMLText.attribute(file))\" tests=\"\(verdicts.count)\""
                    + " failures=\"\(failures)\">"
            )
            lines += verdicts.flatMap(\.testCase)
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>"]).joined(separator: "\n")
    }

    private static let contentTest = "the content is good"

    private var contentErrors: [Problem] { otherProblems.filter { $0.severity == .error } }

    private var contentSuite: [String] {
        let errors = contentErrors.map(\.message).joined(separator: "\n")
        let warnings = otherProblems.filter { $0.severity == .warning }
            .map(\.description).joined(separator: "\n")
        var lines = ["    <testcase classname=\"content\" name=\"\(Self.contentTest)\">"]
        if !errors.isEmpty {
            lines.append("      <failure message=\"refused\">\(XMLText.content(errors))</failure>")
        }
        if !warnings.isEmpty {
            lines.append("      <system-out>\(XMLText.content(warnings))</system-out>")
        }
        lines.append("    </testcase>")
        let failures = errors.isEmpty ? 0 : 1
        return ["  <testsuite name=\"content\" tests=\"1\" failures=\"\(failures)\">"]
            + lines + ["  </testsuite>"]
    }
}

extension ExpectationVerdict {
    /// What is told of a failure, line by line.
    fileprivate func details(of failure: Failure) -> [(label: String, value: String)] {
        [
            ("expected", "\(expectation)"), ("found", "\(answers)"), ("client", failure.client),
        ] + failure.reasons.map { ("because", $0) }
    }

    fileprivate var testCase: [String] {
        let source = expectation.source
        let head =
            "    <testcase classname=\"\(XMLText.attribute("\(expectation.name)"))\""
            + " name=\"\(XMLText.attribute("\(expectation)"))\""
            + " file=\"\(XMLText.attribute(source.file))\" line=\"\(source.line)\""
        guard let failure else { return [head + "/>"] }
        let details = details(of: failure).map { "\($0.label): \($0.value)" }
        return [
            head + ">",
            "      <failure message=\"found \(XMLText.attribute("\(answers)"))\">"
                + XMLText.content(details.joined(separator: "\n")) + "</failure>",
            "    </testcase>",
        ]
    }
}

extension String {
    /// To the width of the longest label.
    fileprivate var padded: String { self + String(repeating: " ", count: max(0, 9 - count)) }
}
