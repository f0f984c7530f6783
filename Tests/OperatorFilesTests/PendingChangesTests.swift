import OperatorFiles
import Testing

@Suite("Changes are held back until their files are quiet")
struct PendingChangesTests {
    /// What happened or is asked for, at so many milliseconds.
    enum Step {
        case written(String, Int)
        case closed(String, Int)
        case lost(Int)
        /// What is due then; nil: nothing.
        case due(Int, FileChanges?)
    }

    static let cases: [(String, [Step])] = [
        (
            "a file that was closed is due when it has been quiet",
            [.closed("a", 0), .due(99, nil), .due(100, .files(["a"])), .due(10_000, nil)]
        ),
        (
            "another change makes it wait again",
            [.closed("a", 0), .closed("a", 60), .due(110, nil), .due(160, .files(["a"]))]
        ),
        (
            "what is being written is due when it is closed, whatever the pauses",
            [.written("a", 0), .due(900, nil), .closed("a", 1000), .due(1100, .files(["a"]))]
        ),
        (
            "what is never closed is due in the end, and again if it goes on",
            [
                .written("a", 0), .written("a", 4000), .due(4999, nil), .due(5000, .files(["a"])),
                .written("a", 5001), .due(6000, nil), .due(10_001, .files(["a"])),
            ]
        ),
        (
            "what never becomes quiet is due in the end",
            (0..<100).map { .closed("a", $0 * 50) } + [.due(4999, nil), .due(5000, .files(["a"]))]
        ),
        (
            "files wait each for itself, and are told together",
            [
                .written("a", 0), .closed("b", 0), .closed("c", 10), .due(110, .files(["b", "c"])),
                .closed("a", 200), .due(300, .files(["a"])),
            ]
        ),
        (
            "when events were lost anything may have changed, but what is being written",
            [
                .closed("a", 0), .written("b", 0), .lost(0), .due(99, nil),
                .due(100, .anything), .closed("b", 200), .due(300, .files(["b"])),
            ]
        ),
    ]

    @Test("told once", arguments: cases)
    func timing(_ name: String, _ steps: [Step]) {
        var pending = PendingChanges()
        for step in steps {
            switch step {
            case .written(let file, let time):
                pending.note([.file(file, isBeingWritten: true)], at: .milliseconds(time))
            case .closed(let file, let time):
                pending.note([.file(file, isBeingWritten: false)], at: .milliseconds(time))
            case .lost(let time):
                pending.note([.anything], at: .milliseconds(time))
            case .due(let time, let expected):
                #expect(pending.takeDue(at: .milliseconds(time)) == expected, "\(name): \(time)")
            }
        }
        #expect(pending.isEmpty)
    }

    @Test("changes of two looks make one")
    func union() {
        let cases: [(FileChanges, FileChanges, FileChanges)] = [
            (.files(["a"]), .files(["b"]), .files(["a", "b"])),
            (.files(["a"]), .anything, .anything), (.anything, .anything, .anything),
        ]
        for (first, second, expected) in cases {
            var union = first
            union.formUnion(second)
            #expect(union == expected)
            union = second
            union.formUnion(first)
            #expect(union == expected)
        }
    }

    @Test("a file is being written until it is closed, or told although it is not")
    func beingWritten() {
        var pending = PendingChanges()
        pending.note([.file("a", isBeingWritten: true)], at: .zero)
        pending.note([.file("b", isBeingWritten: false)], at: .zero)
        #expect(pending.filesBeingWritten == ["a"])
        pending.note([.file("b", isBeingWritten: true)], at: .seconds(4))
        #expect(pending.filesBeingWritten == ["a", "b"])
        #expect(pending.takeDue(at: .seconds(5)) == .files(["a", "b"]))
        pending.note([.file("a", isBeingWritten: true)], at: .seconds(6))
        #expect(pending.filesBeingWritten == [])
        pending.note([.file("a", isBeingWritten: false)], at: .seconds(7))
        pending.note([.file("a", isBeingWritten: true)], at: .seconds(7))
        #expect(pending.filesBeingWritten == ["a"])
    }
}
