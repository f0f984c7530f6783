package import Route53

/// Where an account is written down.
package protocol AccountStorage: Sendable {
    /// Everything that is written down, what others refer to before these: hosted zones before their
    /// record sets. Called once, before the first commit.
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

    package enum Reason: Error, Sendable, Hashable {
        /// The disk, or what the user may have of it, is full.
        case full
        /// Another process holds it.
        case busy
        /// It may not be opened, or not be written.
        case denied
        /// There is none.
        case missing
        /// What a backup would overwrite.
        case alreadyExists
        /// The file is a database, and somebody else's.
        case notAStore
        /// A later release has written it.
        case newerSchema(found: Int, newest: Int)
        case damaged(String)
        /// The system's or SQLite's words.
        case failed(String)
    }
}

extension StorageError: CustomStringConvertible {
    /// One clause: the place, what is wrong with it, and what to do.
    package var description: String { "\(store): \(reason)" }
}

extension StorageError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .full: "the disk is full"
        case .busy: "another process uses it; stop that one, or name another file"
        case .denied: "permission denied"
        case .missing: "there is no such file"
        case .alreadyExists: "exists already, and is not overwritten"
        case .notAStore: "is a database, but not one that Meridian has made"
        case .newerSchema(let found, let newest):
            """
            was written by a later release of Meridian (its schema has version \(found), this \
            release knows up to \(newest))
            """
        case .damaged(let words): "is damaged: \(words); restore a backup"
        case .failed(let words): words
        }
    }
}
