/// The names that are looked up on the way to a file, one after the other: whoever replaces one of
/// them - a directory, a symbolic link - changes which file it is.
struct PathTrail {
    /// The steps that lead to the directory of the file; a missing directory ends them.
    private(set) var toDirectory: [Step] = []
    /// The steps from there: one, and one more for each link that is followed. The last is where
    /// the file is, or would be. Empty if there is no such directory.
    private(set) var toFile: [Step] = []

    /// A name, looked up in a directory.
    struct Step: Hashable {
        /// As it can be opened.
        let directory: String
        let name: String
    }

    /// More links than this are a loop (as for the kernel: path_resolution(7)).
    private static let mostLinks = 40

    init(of path: String) {
        var names = path.split(separator: "/").map(String.init)
        guard let last = names.popLast() else { return }
        var walk = Walk(from: path.hasPrefix("/") ? "/" : ".")
        let isThere = walk.follow(names)
        toDirectory = walk.steps
        guard isThere else { return }
        walk.steps = []
        _ = walk.follow([last])
        toFile = walk.steps
    }

    /// The steps that lead into a directory.
    static func into(_ directory: String) -> [Step] {
        let trail = PathTrail(of: directory)
        return trail.toDirectory + trail.toFile
    }

    private struct Walk {
        var directory: String
        var steps: [Step] = []
        private var links = 0

        init(from start: String) { directory = start }

        /// Goes on by these names; false if it ends at one that is not there.
        mutating func follow(_ names: [String]) -> Bool {
            var rest = Array(names.reversed())
            while let name = rest.popLast() {
                if name == "." { continue }
                let place = directory == "/" ? "/\(name)" : "\(directory)/\(name)"
                if name == ".." {
                    directory = place
                    continue
                }
                steps.append(Step(directory: directory, name: name))
                do throws(SystemCallError) {
                    guard try statusOfLink(place).kind == .link else {
                        directory = place
                        continue
                    }
                    links += 1
                    guard links <= PathTrail.mostLinks else { return false }
                    let target = try destination(ofLink: place)
                    if target.hasPrefix("/") { directory = "/" }
                    rest += target.split(separator: "/").map(String.init).reversed()
                } catch {
                    return false
                }
            }
            return true
        }
    }
}
