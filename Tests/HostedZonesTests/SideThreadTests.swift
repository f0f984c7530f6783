import Glibc
import HostedZones
import Testing

@Suite("Side threads")
struct SideThreadTests {
    @Test("what they did is there when they are joined")
    func result() {
        let threads = (0..<10).map { number in SideThread("number") { number * number } }
        #expect(threads.map { $0.join() } == (0..<10).map { $0 * $0 })
    }

    /// SCHED_BATCH of sched(7), which Glibc's module does not show. It is passed on as SCHED_IDLE
    /// is, with which a busy machine might never come to the end of the test.
    private static let batchPolicy: CInt = 3

    @Test("they have the scheduling policy of the thread that starts them")
    func policy() {
        let background = SideThread("background") {
            var none = sched_param()
            // SAFETY: the parameters live for the call.
            let isRefused = unsafe sched_setscheduler(0, Self.batchPolicy, &none)
            return (isRefused, SideThread("beside") { sched_getscheduler(0) }.join())
        }
        let (isRefused, policy) = background.join()
        #expect(isRefused == 0)
        #expect(policy == Self.batchPolicy)
        #expect(SideThread("other") { sched_getscheduler(0) }.join() == SCHED_OTHER)
    }
}
