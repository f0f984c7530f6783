/// Paths as operators write them in a file: relative to the directory of that file.
package enum RelativePath {
    /// `path`, written in `file`, as seen from where the server runs.
    ///
    /// Without `.` and `..` where they can be resolved by text, so that messages are short and two
    /// spellings of one file are one. The `..` behind a symbolic link stays: it leads elsewhere.
    package static func resolve(_ path: String, in file: String) -> String {
        let directory = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        let whole = path.hasPrefix("/") ? path : directory + path
        let root = whole.hasPrefix("/") ? "/" : ""
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.isEmpty, !root.isEmpty {
                continue  // The root is its own parent.
            } else if parts.isEmpty || parts.last == ".."
                || LocalFiles.isSymbolicLink(root + parts.joined(separator: "/"))
            {
                parts.append(part)
            } else {
                parts.removeLast()
            }
        }
        let resolved = root + parts.joined(separator: "/")
        if resolved.isEmpty { return "." }
        return path.hasSuffix("/") && resolved != "/" ? resolved + "/" : resolved
    }
}
