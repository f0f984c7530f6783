/// What is to be watched, in the spelling in which changes are to be told.
package struct WatchPlan: Sendable, Hashable {
    /// Directories of which every entry matters, whatever it is called.
    package var directories: Set<String> = []
    /// Files that matter, there or not.
    package var files: Set<String> = []

    package init() {}

    package var isEmpty: Bool { directories.isEmpty && files.isEmpty }
}

/// What has changed.
package enum FileChanges: Sendable, Hashable {
    /// These files, or some that a symbolic link of this name leads to.
    case files(Set<String>)
    /// Anything may have: directories were replaced, or events were lost.
    case anything

    package func contains(_ path: String) -> Bool {
        switch self {
        case .files(let files): files.contains(path)
        case .anything: true
        }
    }

    /// These changes and others.
    package mutating func formUnion(_ other: FileChanges) {
        switch (self, other) {
        case (.files(let these), .files(let those)): self = .files(these.union(those))
        case (.anything, _), (_, .anything): self = .anything
        }
    }
}

/// A plan, turned into directories that the kernel can watch and what their entries mean.
struct WatchTable: Hashable {
    /// By directory, as it can be opened.
    private(set) var directories: [String: Meaning] = [:]

    /// Links that lead to a file.
    private var links: Set<PathTrail.Step> = []

    /// What the entries of a directory mean.
    struct Meaning: Hashable {
        /// What stands before any name here to make it the path of a file that matters.
        var prefixes: Set<String> = []
        /// The files that an entry is, or leads to.
        var files: [String: Set<String>] = [:]
        /// Entries on the way to a directory: another one there changes everything behind it.
        var waypoints: Set<String> = []

        var interests: DirectoryEvent.Kinds {
            let moves: DirectoryEvent.Kinds = [
                .created, .movedHere, .movedAway, .removed, .directoryRemoved, .directoryMoved,
            ]
            // Ways are often shared with strangers who write there all the time.
            guard !prefixes.isEmpty || !files.isEmpty else { return moves }
            return moves.union([.modified, .closedAfterWriting, .attributesChanged])
        }
    }

    init(_ plan: WatchPlan) {
        for directory in plan.directories {
            note(waypoints: PathTrail.into(directory))
            let prefix = directory.hasSuffix("/") ? directory : "\(directory)/"
            directories[directory, default: Meaning()].prefixes.insert(prefix)
        }
        var known: Set<PathTrail.Step> = []
        for file in plan.files {
            let trail = PathTrail(of: file)
            note(waypoints: trail.toDirectory.filter { known.insert($0).inserted })
            for step in trail.toFile {
                directories[step.directory, default: Meaning()].files[step.name, default: []]
                    .insert(file)
            }
            links.formUnion(trail.toFile.dropLast())
        }
    }

    /// True if the name was a link that leads to a file.
    func isFollowed(_ name: String, in directory: String) -> Bool {
        links.contains(PathTrail.Step(directory: directory, name: name))
    }

    private mutating func note(waypoints: [PathTrail.Step]) {
        for step in waypoints {
            directories[step.directory, default: Meaning()].waypoints.insert(step.name)
        }
    }
}
