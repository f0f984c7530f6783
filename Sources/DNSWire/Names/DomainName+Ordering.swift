extension DomainName: Comparable {
    /// Canonical order (RFC 4034 §6.1): label by label from the right, octets in lower case.
    @usableFromInline package static func < (left: DomainName, right: DomainName) -> Bool {
        let leftLabels = left.labels.reversed()
        let rightLabels = right.labels.reversed()
        for (leftLabel, rightLabel) in zip(leftLabels, rightLabels) {
            let leftFolded = leftLabel.map(\.asciiLowercased)
            let rightFolded = rightLabel.map(\.asciiLowercased)
            guard leftFolded == rightFolded else {
                return leftFolded.lexicographicallyPrecedes(rightFolded)
            }
        }
        return leftLabels.count < rightLabels.count
    }
}
