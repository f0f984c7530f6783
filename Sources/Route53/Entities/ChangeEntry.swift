/// A change that was accepted, to be asked about with GetChange.
package struct ChangeEntry: Sendable, Hashable, Codable {
    package let id: ID<ChangeEntry>
    package let submittedAt: Timestamp
    package let comment: String?

    package init(id: ID<ChangeEntry>, submittedAt: Timestamp, comment: String? = nil) {
        self.id = id
        self.submittedAt = submittedAt
        self.comment = comment
    }
}
