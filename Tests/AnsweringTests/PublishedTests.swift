import Answering
import Synchronization
import Testing

@Suite("Publishing to readers")
struct PublishedTests {
    @Test("a reader keeps its version until it looks for a newer one")
    func refresh() {
        let ledger = Ledger()
        let published = Published(Version(1, ledger))
        var reader = published.makeReader()
        published.publish(Version(2, ledger))
        published.publish(Version(3, ledger))
        #expect(reader.value.number == 1)
        reader.refresh()
        #expect(reader.value.number == 3)
        #expect(published.latest.number == 3)
    }

    @Test("a replaced version lives until the slowest reader has passed it")
    func retirement() {
        let ledger = Ledger()
        let published = Published(Version(1, ledger))
        var fast = published.makeReader()
        var slow = published.makeReader()
        published.publish(Version(2, ledger))
        fast.refresh()
        #expect(published.releaseRetired() == 1)
        #expect(ledger.released == [])
        slow.refresh()
        #expect(ledger.released == [], "a reader released a version itself")
        #expect(published.releaseRetired() == 0)
        #expect(ledger.released == [1])
    }

    @Test("publishing releases what was passed before, and without readers everything")
    func publishingReleases() {
        let ledger = Ledger()
        let published = Published(Version(1, ledger))
        do {
            var reader = published.makeReader()
            published.publish(Version(2, ledger))
            reader.refresh()
            published.publish(Version(3, ledger))
            #expect(ledger.released == [1])
            #expect(reader.value.number == 2)
        }
        published.publish(Version(4, ledger))
        #expect(ledger.released == [1, 2, 3])
    }

    @Test("under constant publishing readers see versions in order and never release one")
    func concurrency() async {
        let ledger = Ledger()
        let published = Published(Version(0, ledger))
        let versions = 2000
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    await Role.$isReader.withValue(true) {
                        var reader = published.makeReader()
                        var last = 0
                        var inOrder = true
                        while last < versions {
                            reader.refresh()
                            if reader.value.number < last { inOrder = false }
                            last = reader.value.number
                            await Task.yield()
                        }
                        return inOrder
                    }
                }
            }
            for number in 1...versions {
                published.publish(Version(number, ledger))
                if number % 100 == 0 { await Task.yield() }
            }
            for await inOrder in group { #expect(inOrder) }
        }
        #expect(published.releaseRetired() == 0)
        #expect(ledger.released.count == versions)
        #expect(ledger.releasedByReaders == 0)
    }
}

/// A value that tells when it goes.
private final class Version: Sendable {
    let number: Int
    private let ledger: Ledger

    init(_ number: Int, _ ledger: Ledger) {
        self.number = number
        self.ledger = ledger
    }

    deinit { ledger.note(number) }
}

private final class Ledger: Sendable {
    private let entries = Mutex<[(number: Int, byReader: Bool)]>([])
    var released: [Int] { entries.withLock { $0.map(\.number) } }
    var releasedByReaders: Int { entries.withLock { $0.count { $0.byReader } } }

    func note(_ number: Int) { entries.withLock { $0.append((number, Role.isReader)) } }
}

private enum Role {
    @TaskLocal static var isReader = false
}
