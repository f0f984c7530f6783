package import Route53

/// Where an account is written down.
package protocol AccountStorage: Sendable {
    /// Everything that is written down. Called once, before the first commit.
    func load() throws(StorageError) -> [Entity]

    /// Writes these edits down, all or none of them. When it returns they survive the loss of power.
    func commit(_ edits: [Edit]) throws(StorageError)
}

/// Why an account cannot be read or written.
package struct StorageError: Error, Sendable, Hashable {
    /// What messages call the place.
    package let store: String
    package let reason: Reason

    package init(_ store: String, _ reason: Reason) {
        self.store = store
        self.reason = reason
    }

    package enum Reason: Sendable, Hashable {
        /// The disk, or what the user may have of it, is full.
        case full
        /// Another process holds it.
        case busy
        /// A later release has written it.
        case newerSchema(found: Int, newest: Int)
        case damaged(String)
        /// The system's or SQLite's words.
        case failed(String)
    }
}
