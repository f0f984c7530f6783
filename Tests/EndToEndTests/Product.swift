import Foundation

/// The executables that were built beside the tests.
enum Product {
    static let meridian = path(of: "meridian")
    static let answerPathBenchmark = path(of: "AnswerPathBenchmark")

    private static func path(of name: String) -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name).path
    }
}
